import {
  findLosses,
  startCrampedServer,
  startKillableServer,
  writeUntilKilled,
} from './killed-server.js';
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

test('writing that fails because a file cannot grow loses nothing that was acknowledged', async () => {
  const { folder, remove } = temporaryFolder();
  let server = await startCrampedServer(folder, 4096);
  const stored: number[] = [];
  const insert = (n: number) =>
    server.db.collection<{ _id: number; text: string }>('things').insertOne({
      _id: n,
      text: 'x'.repeat(20_000),
    });
  const fill = async (): Promise<unknown> => {
    for (let n = 0; n < 1_000; n++) {
      await insert(n);
      stored.push(n);
    }
    return undefined;
  };
  expect(await fill().catch((error: unknown) => error)).toBeInstanceOf(Error);
  expect(await server.db.collection('things').distinct('_id')).toEqual(stored);
  await server.kill();
  server = await startKillableServer(folder);
  expect(await server.db.collection('things').distinct('_id')).toEqual(stored);
  await insert(2_000);
  await server.kill();
  remove();
});
