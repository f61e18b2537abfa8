import { type Collection, MongoClient } from 'mongodb';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';

interface Counter {
  _id: string;
  n: number;
}

let mongo: TestMongo;
let counters: Collection<Counter>;
beforeAll(async () => {
  mongo = await startTestMongo();
  counters = mongo.db.collection<Counter>('counters');
});
afterAll(() => mongo.close());
beforeEach(async () => {
  await counters.deleteMany({});
  await counters.insertMany([
    { _id: 'a', n: 0 },
    { _id: 'b', n: 0 },
  ]);
});

test('transactions that read and write the same document lose no update', async () => {
  const increment = (): Promise<void> =>
    mongo.client.withSession((session) =>
      session.withTransaction(async () => {
        const found = await counters.findOne({ _id: 'a' }, { session });
        await counters.updateOne({ _id: 'a' }, { $set: { n: (found?.n ?? 0) + 1 } }, { session });
      }),
    );
  await Promise.all(Array.from({ length: 20 }, increment));
  expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 20 });
});

test('a transaction reads its snapshot, whatever others write meanwhile', async () => {
  await mongo.client.withSession((session) =>
    session.withTransaction(async () => {
      await counters.findOne({ _id: 'a' }, { session });
      await counters.updateOne({ _id: 'b' }, { $set: { n: 7 } });
      await counters.updateOne({ _id: 'c' }, { $set: { n: 1 } }, { upsert: true });
      expect(await counters.find({}, { session }).toArray()).toEqual([
        { _id: 'a', n: 0 },
        { _id: 'b', n: 0 },
      ]);
    }),
  );
  expect(await counters.findOne({ _id: 'b' })).toEqual({ _id: 'b', n: 7 });
});

test('a transaction that writes what others changed since its snapshot is a write conflict', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  await counters.findOne({ _id: 'a' }, { session });
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  const error: unknown = await counters
    .updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
  expect(
    (error as { hasErrorLabel(label: string): boolean }).hasErrorLabel('TransientTransactionError'),
  ).toBe(true);
  await session.abortTransaction();
  await session.endSession();
  expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
});

test('a write outside waits for the transaction that holds its document', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
  const outside = counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  await counters.updateOne({ _id: 'b' }, { $inc: { n: 1 } });
  await session.commitTransaction();
  await outside;
  await session.endSession();
  expect(await counters.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'a', n: 11 },
    { _id: 'b', n: 1 },
  ]);
});

test('a unique key taken in an open transaction makes an insert outside wait', async () => {
  const unique = mongo.db.collection('unique');
  await unique.createIndex({ key: 1 }, { unique: true });
  const session = mongo.client.startSession();
  session.startTransaction();
  await unique.insertOne({ key: 1 }, { session });
  const outside = unique.insertOne({ key: 1 }).catch((error: unknown) => error);
  await session.commitTransaction();
  await session.endSession();
  expect(await outside).toMatchObject({ code: 11000 });
});

test('an error inside a transaction aborts it', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  await counters.insertOne({ _id: 'c', n: 1 }, { session });
  await expect(counters.insertOne({ _id: 'a', n: 1 }, { session })).rejects.toMatchObject({
    code: 11000,
  });
  await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
  await session.endSession();
  expect(await counters.findOne({ _id: 'c' })).toBeNull();
});

test('what a vanished client left open is rolled back', async () => {
  const other = await new MongoClient(mongo.uri).connect();
  const session = other.startSession();
  session.startTransaction();
  await other
    .db(mongo.db.databaseName)
    .collection<Counter>('counters')
    .updateOne({ _id: 'a' }, { $set: { n: 99 } }, { session });
  await other.close();
  await counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
});

test('a transaction can create a collection, and an aborted one leaves none', async () => {
  const names = async (): Promise<string[]> =>
    (await mongo.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const session = mongo.client.startSession();
  session.startTransaction();
  await mongo.db.collection('fresh').insertOne({ n: 1 }, { session });
  await session.abortTransaction();
  expect(await names()).not.toContain('fresh');
  session.startTransaction();
  await mongo.db.collection('fresh').insertOne({ n: 1 }, { session });
  await session.commitTransaction();
  await session.endSession();
  expect(await names()).toContain('fresh');
});

test('unique keys are enforced between the documents of one transaction, given up ones included', async () => {
  const unique = mongo.db.collection<{ _id: number; key: number }>('unique_inside');
  await unique.createIndex({ key: 1 }, { unique: true });
  const session = mongo.client.startSession();
  session.startTransaction();
  const many = Array.from({ length: 2_000 }, (_, n) => ({ _id: n, key: n }));
  await unique.insertMany(many, { session });
  await unique.updateOne({ _id: 5 }, { $set: { key: -5 } }, { session });
  await unique.deleteOne({ _id: 6 }, { session });
  await unique.insertMany(
    [
      { _id: 3_005, key: 5 },
      { _id: 3_006, key: 6 },
    ],
    { session },
  );
  await expect(unique.insertOne({ _id: 4_000, key: -5 }, { session })).rejects.toMatchObject({
    code: 11000,
  });
  await session.endSession();
});

test('a batch outside waits for a transaction that writes in its collection, and is then whole', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  await counters.updateOne({ _id: 'b' }, { $set: { n: 10 } }, { session });
  const batch = counters.bulkWrite([
    { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } } },
    { updateOne: { filter: { _id: 'b' }, update: { $inc: { n: 1 } } } },
  ]);
  expect(await counters.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 0 });
  await session.commitTransaction();
  expect(await batch).toMatchObject({ modifiedCount: 2 });
  await session.endSession();
  expect(await counters.findOne({ _id: 'b' })).toEqual({ _id: 'b', n: 11 });
});

test('a cursor of a transaction answers no more after the commit', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  const cursor = counters.find({}, { session, batchSize: 1 });
  await cursor.next();
  await session.commitTransaction();
  await expect(cursor.next()).rejects.toMatchObject({ code: 50740 });
  await session.endSession();
});

test('a unique key that another document has in what a transaction sees is taken', async () => {
  const keys = mongo.db.collection<{ _id: number; key: string }>('keys_seen');
  await keys.createIndex({ key: 1 }, { unique: true });
  await keys.insertOne({ _id: 1, key: 'a' });
  const session = mongo.client.startSession();
  session.startTransaction();
  await keys.findOne({}, { session });
  await keys.updateOne({ _id: 1 }, { $set: { key: 'z' } });
  await expect(keys.insertOne({ _id: 2, key: 'a' }, { session })).rejects.toMatchObject({
    code: 11000,
  });
  await session.endSession();
  await keys.insertOne({ _id: 3, key: 'a' });
});

test('a unique key that is given up beside a transaction is free for others beside it', async () => {
  const keys = mongo.db.collection<{ _id: number; key: string }>('keys_given_up');
  await keys.createIndex({ key: 1 }, { unique: true });
  await keys.insertOne({ _id: 1, key: 'a' });
  const session = mongo.client.startSession();
  session.startTransaction();
  await keys.findOne({}, { session });
  await keys.updateOne({ _id: 1 }, { $set: { key: 'z' } });
  await keys.insertOne({ _id: 2, key: 'a' });
  expect(await keys.find({}, { session }).toArray()).toEqual([{ _id: 1, key: 'a' }]);
  await session.endSession();
});
