import { connectDatabase, type Database } from '../../src/storage/index.js';
import { startTestMongo, type TestMongo } from '../support/mongo.js';

let mongo: TestMongo;
let database: Database;
beforeAll(async () => {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
});
afterAll(async () => {
  await database.close();
  await mongo.close();
});

test('more transactions at once than there are connections all end, and leave room for other work', async () => {
  const counters = database.db.collection<{ _id: string; n: number }>('counters');
  await counters.insertOne({ _id: 'all', n: 0 });
  let [running, most] = [0, 0];
  const increment = () =>
    database.inTransaction(async ({ session }) => {
      running += 1;
      most = Math.max(most, running);
      try {
        await counters.updateOne({ _id: 'all' }, { $inc: { n: 1 } }, { session });
      } finally {
        running -= 1;
      }
    });
  const all = Promise.all(Array.from({ length: 150 }, increment));
  await expect(counters.findOne({ _id: 'all' })).resolves.toMatchObject({ _id: 'all' });
  await database.ping();
  await all;

  expect(most).toBeLessThan(database.db.client.options.maxPoolSize / 2);
  expect(await counters.findOne({ _id: 'all' })).toEqual({ _id: 'all', n: 150 });
});
