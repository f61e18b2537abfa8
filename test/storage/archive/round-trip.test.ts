import { readFile } from 'node:fs/promises';
import {
  Binary,
  BSON,
  type Document,
  Double,
  Long,
  MongoServerError,
  ObjectId,
  UUID,
} from 'mongodb';
import { describeCollections } from '../../../src/storage/archive/catalog.js';
import { documentLines } from '../../../src/storage/archive/documents.js';
import { withSnapshot } from '../../../src/storage/archive/snapshot.js';
import { type Archives, exportTo, importFrom, startArchives } from './archives.js';

let archives: Archives;
beforeAll(async () => {
  archives = await startArchives();
});
afterAll(() => archives.close());

const values: readonly Document[] = [
  { _id: new ObjectId(), text: 'Zoë 😀 \u2028 \u0000 \r\n "quoted"', empty: '' },
  {
    _id: 'numbers',
    int: 1,
    double: new Double(1),
    half: 0.5,
    zero: new Double(-0),
    nan: Number.NaN,
  },
  { _id: 'long', small: Long.fromNumber(5), large: Long.fromString('9007199254740993') },
  {
    _id: 'binary',
    bytes: new Binary(Buffer.from([0, 10, 255])),
    uuid: new UUID(),
    empty: new Binary(),
  },
  {
    _id: 'dates',
    now: new Date('2026-03-02T09:30:00.001Z'),
    before: new Date(-1),
    far: new Date(8.64e15),
  },
  { _id: 'null', present: null, nested: { present: null } },
  { _id: 'order', z: 1, a: { y: 1, b: [{ d: 1, c: [[], {}] }] } },
  { _id: 'flags', yes: true, no: false },
  { _id: Long.fromNumber(12), id: 'a long' },
  { _id: { team: 'x', day: new Date(0) }, id: 'a document' },
  { _id: new Date(0), id: 'a date' },
];

const exactly = { raw: true, sort: { _id: 1 } } as const;

test('all types that the local store takes come back byte by byte, from the local store to the server and again', async () => {
  const [source, middle, target] = [archives.localDb(), archives.serverDb(), archives.localDb()];
  const [out, back] = [archives.newFile(), archives.newFile()];
  await source.collection('values').insertMany(values.map((value) => ({ ...value })) as never);
  await source.collection('values').createIndex({ 'nested.present': 1 }, { sparse: true });
  await source
    .collection<{ _id: number }>('some')
    .insertMany([{ _id: 2 }, { _id: 10 }, { _id: 1 }]);
  await source
    .collection('some')
    .createIndex(
      { at: -1, _id: 1 },
      { name: 'own name', unique: true, partialFilterExpression: { at: { $gt: new Date(0) } } },
    );
  await source.createCollection('nothing');

  const exported = await exportTo(source, out);
  await importFrom(middle, out);
  const exportedAgain = await exportTo(middle, back);
  await importFrom(target, back);

  expect(exported.map(({ collection, count }) => [collection, count])).toEqual([
    ['nothing', 0],
    ['some', 3],
    ['values', values.length],
  ]);
  expect(exportedAgain).toEqual(exported);
  for (const name of ['some', 'values']) {
    const before = await source.collection(name).find({}, exactly).toArray();
    expect(await target.collection(name).find({}, exactly).toArray()).toEqual(before);
    expect(await target.collection(name).indexes()).toEqual(
      await source.collection(name).indexes(),
    );
  }
  expect(await target.listCollections({ name: 'nothing' }).toArray()).toHaveLength(1);
});

test('the same data exported twice gives the same bytes', async () => {
  const db = archives.serverDb();
  await db.collection<{ _id: string }>('things').insertMany([{ _id: 'b' }, { _id: 'a' }]);
  const [one, other] = [archives.newFile(), archives.newFile()];
  await exportTo(db, one);
  await exportTo(db, other);
  expect(await readFile(one, 'utf8')).toBe(await readFile(other, 'utf8'));
});

test('an export shows one instant, whatever is written meanwhile', async () => {
  const db = archives.serverDb();
  const one = db.collection<Document & { _id: number }>('one');
  const other = db.collection<Document & { _id: number }>('other');
  const ids = Array.from({ length: 1_500 }, (_, index) => index);
  await one.insertMany(ids.map((_id) => ({ _id })));
  await other.insertOne({ _id: 1, state: 'before' });

  const read = await withSnapshot(db, async (session) => {
    const lines: string[] = [];
    for await (const line of documentLines(db, 'one', session)) {
      if (lines.push(line) > 1) continue;
      await one.deleteOne({ _id: 1_400 });
      await one.insertOne({ _id: 5_000 });
      await other.updateOne({ _id: 1 }, { $set: { state: 'after' } });
      await other.insertOne({ _id: 0 });
    }
    for await (const line of documentLines(db, 'other', session)) lines.push(line);
    return lines.map((line) => BSON.EJSON.parse(line) as Document);
  });

  expect(read).toEqual([...ids.map((_id) => ({ _id })), { _id: 1, state: 'before' }]);
});

test.each([
  ['SnapshotTooOld', 239],
  ['NoSuchTransaction', 251],
])('a server that gives the instant up (%s) is said to, with a remedy', async (_, code) => {
  const reading = withSnapshot(archives.serverDb(), async () => {
    throw new MongoServerError({ message: 'too late', code });
  });
  await expect(reading).rejects.toThrow(/too short a time \(too late\).*stop the bot/);
});

test('a document that an archive would change is refused by name, and leaves no file', async () => {
  const db = archives.serverDb();
  const file = archives.newFile();
  const looksLikeAnObjectId = { $oid: '0123456789ab0123456789ab' };
  await db
    .collection<Document & { _id: string }>('odd')
    .insertOne({ _id: 'this one', field: looksLikeAnObjectId });
  await expect(exportTo(db, file)).rejects.toThrow(/"this one" of odd cannot be exported/);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  await expect(readFile(`${file}.partial`)).rejects.toThrow('ENOENT');
});

test('what is more than a plain collection is refused by name', async () => {
  const db = archives.serverDb();
  const special = { name: 'ring', type: 'collection', options: { capped: true } };
  const listing = { listCollections: () => ({ toArray: async () => [special] }) };
  await expect(describeCollections(Object.assign(Object.create(db), listing))).rejects.toThrow(
    /ring cannot be exported: .* options \{"capped":true\}/,
  );
});
