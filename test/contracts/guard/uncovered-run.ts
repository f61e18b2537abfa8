import { startTestMongo } from '../../support/mongo.js';

/** Sends what no case may cover, since a server may leave it out; no part of the project's tests. */
test('a hint is sent', async () => {
  const mongo = await startTestMongo();
  const asked = await Promise.allSettled([
    mongo.db.collection('things').findOne({}, { hint: '_id_' }),
  ]);
  expect(asked).toHaveLength(1);
  await mongo.close();
});
