import type { Collection } from 'mongodb';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';

let mongo: TestMongo;
let people: Collection;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(() => mongo.close());
beforeEach(() => {
  people = mongo.db.collection('people');
});
afterEach(() => people.deleteMany({}));

test('an inserted document is found by its id', async () => {
  const { insertedId } = await people.insertOne({ name: 'Ada', born: new Date(0) });
  expect(await people.findOne({ _id: insertedId })).toEqual({
    _id: insertedId,
    name: 'Ada',
    born: new Date(0),
  });
});

test('results come sorted, skipped and limited', async () => {
  await people.insertMany([3, 1, 2, 5, 4].map((n) => ({ n })));
  const found = await people
    .find({ n: { $gt: 1 } })
    .sort({ n: -1 })
    .skip(1)
    .limit(2)
    .toArray();
  expect(found.map((each) => each['n'])).toEqual([4, 3]);
});

test('a result larger than a batch is read to its end', async () => {
  await people.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
  expect(await people.find().batchSize(7).toArray()).toHaveLength(1000);
});

test('what changes between two batches is read as it is then, in every direction of every index', async () => {
  await people.createIndex({ n: 1 });
  const hints = [{}, { n: { $gte: 0 } }];
  for (const filter of hints) {
    for (const direction of [1, -1] as const) {
      await people.deleteMany({});
      await people.insertMany(Array.from({ length: 40 }, (_, n) => ({ n })));
      const cursor = people.find(filter).sort({ n: direction }).batchSize(2);
      const first = await cursor.next();
      await people.deleteMany({ n: { $gte: 10, $lt: 30 } });
      const rest = await cursor.toArray();
      const ascending = [...Array(10).keys(), ...Array.from({ length: 10 }, (_, n) => n + 30)];
      const expected = direction === 1 ? ascending : ascending.toReversed();
      expect([first, ...rest].map((each) => each?.['n'] as number)).toEqual(expected);
    }
  }
});

test('an upsert inserts the fields of its filter once', async () => {
  const first = await people.updateOne({ name: 'Bo' }, { $inc: { n: 1 } }, { upsert: true });
  const second = await people.updateOne({ name: 'Bo' }, { $inc: { n: 1 } }, { upsert: true });
  expect([first.upsertedCount, second.modifiedCount]).toEqual([1, 1]);
  expect(await people.findOne({}, { projection: { _id: 0 } })).toEqual({ name: 'Bo', n: 2 });
});

test('findOneAndUpdate gives the version asked for', async () => {
  await people.insertOne({ name: 'Cy', n: 1 });
  const before = await people.findOneAndUpdate({ name: 'Cy' }, { $inc: { n: 1 } });
  const after = await people.findOneAndUpdate(
    { name: 'Cy' },
    { $inc: { n: 1 } },
    { returnDocument: 'after' },
  );
  expect([before?.['n'], after?.['n']]).toEqual([1, 3]);
});

test('a unique index refuses the second document', async () => {
  const unique = mongo.db.collection('unique');
  await unique.createIndex({ name: 1 }, { unique: true });
  await unique.insertOne({ name: 'Di' });
  await expect(unique.insertOne({ name: 'Di' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { name: 1 },
    keyValue: { name: 'Di' },
  });
});

test('a transaction is seen by others only when committed', async () => {
  await mongo.client.withSession((session) =>
    session.withTransaction(async () => {
      await people.insertOne({ name: 'Ed' }, { session });
      expect(await people.find({}, { session }).toArray()).toHaveLength(1);
      expect(await people.find().toArray()).toHaveLength(0);
    }),
  );
  expect(await people.find().toArray()).toHaveLength(1);
});

test('an aborted transaction leaves nothing', async () => {
  const session = mongo.client.startSession();
  session.startTransaction();
  await people.insertOne({ name: 'Fe' }, { session });
  await session.abortTransaction();
  await session.endSession();
  expect(await people.find().toArray()).toEqual([]);
});

test('documents are counted and grouped', async () => {
  await people.insertMany([
    { team: 'a', n: 1 },
    { team: 'a', n: 2 },
    { team: 'b', n: 3.5 },
  ]);
  expect(await people.countDocuments({ team: 'a' })).toBe(2);
  const groups = people.aggregate([
    { $match: { n: { $gt: 1 } } },
    { $group: { _id: '$team', count: { $sum: 1 } } },
  ]);
  expect(await groups.toArray()).toEqual([
    { _id: 'a', count: 1 },
    { _id: 'b', count: 1 },
  ]);
});
