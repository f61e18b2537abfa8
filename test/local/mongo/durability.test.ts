import {
  type Acknowledged,
  findLosses,
  startKillableServer,
  writeUntilKilled,
} from './killed-server.js';
import { temporaryFolder } from './folder.js';

test('a killed server has kept every acknowledged write and only whole transactions', async () => {
  const { folder, remove } = temporaryFolder();
  const acknowledged: Acknowledged[] = [];
  let server = await startKillableServer(folder);
  await server.db.collection('single').createIndex({ key: 1 }, { unique: true });
  for (const [round, operations] of [150, 333].entries()) {
    acknowledged.push(await writeUntilKilled(server, `r${round}`, 16, operations));
    server = await startKillableServer(folder);
    expect(await findLosses(server.db, acknowledged)).toEqual([]);
  }
  const [key] = acknowledged[0]?.inserted ?? [];
  await expect(server.db.collection('single').insertOne({ key })).rejects.toMatchObject({
    code: 11000,
  });
  await server.kill();
  remove();
});
