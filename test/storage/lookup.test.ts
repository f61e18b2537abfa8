import { Lookup } from '../../src/storage/index.js';
import { startTestMongo, type TestMongo } from '../support/mongo.js';

interface Person {
  readonly _id: string;
  readonly badge?: string;
  readonly name: string;
}

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(() => mongo.close());

function people() {
  return mongo.db.collection<Person>('people');
}

beforeEach(async () => {
  await people().deleteMany({});
  await people().insertMany([
    { _id: 'a', badge: '1', name: 'Ana' },
    { _id: 'b', badge: '2', name: 'Ben' },
    { _id: 'c', name: 'Cleo' },
  ]);
});

describe('a look-up', () => {
  test('finds each document that is asked for at the same time, and null for the rest', async () => {
    const byBadge = new Lookup(people(), 'badge');
    const found = await Promise.all(['2', '1', '9', '2'].map((badge) => byBadge.find(badge)));
    expect(found.map((person) => person?.name)).toEqual(['Ben', 'Ana', undefined, 'Ben']);
  });

  test('finds more documents at once than one reply brings', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `p${index}`);
    await people().insertMany(ids.map((_id) => ({ _id, name: _id })));
    const byId = new Lookup(people(), '_id');
    const found = await Promise.all(ids.map((id) => byId.find(id)));
    expect(found.map((person) => person?.name)).toEqual(ids);
  });

  test('sees what was written before it, although others are asking all the time', async () => {
    const byId = new Lookup(people(), '_id');
    const others: Promise<unknown>[] = [];
    for (let round = 0; round < 20; round += 1) {
      others.push(byId.find('a'));
      await people().updateOne({ _id: 'a' }, { $set: { name: `Ana ${round}` } });
      others.push(byId.find('b'));
      expect(await byId.find('a')).toMatchObject({ name: `Ana ${round}` });
    }
    await Promise.all(others);
  });
});
