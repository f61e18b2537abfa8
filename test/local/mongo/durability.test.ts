import { findLosses, startKillableServer, writeUntilKilled } from './killed-server.js';
import { temporaryFolder } from './folder.js';

test('a killed server has kept every acknowledged write and only whole transactions', async () => {
  const { folder, remove } = temporaryFolder();
  let server = await startKillableServer(folder);
  await server.db.collection('single').createIndex({ key: 1 }, { unique: true });
  const acknowledged = await writeUntilKilled(server, 'round', 16, 250);
  server = await startKillableServer(folder);
  expect(await findLosses(server.db, [acknowledged])).toEqual([]);
  const [key] = acknowledged.inserted;
  await expect(server.db.collection('single').insertOne({ key })).rejects.toMatchObject({
    code: 11000,
  });
  await server.kill();
  remove();
});
