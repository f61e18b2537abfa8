import { type Document, Long } from 'mongodb';
import { type BareExecutor, by, commit, startExecutor, starting } from './bare-executor.js';

let bare: BareExecutor;
beforeEach(async () => {
  bare = await startExecutor();
});
afterEach(() => bare.close());

const run = (command: Document): Promise<Document> => bare.run(command);
const stored = (): Promise<unknown> => bare.stored('things');

/** Lets all fail that is written in this turn of the event loop: no journal takes a key so long. */
function failThisTurn(): void {
  bare.store.saveSession('00'.repeat(70_000), Buffer.alloc(1));
}

const insert = { insert: 'things', documents: [{ _id: 1, n: 0 }] };
const increment = { update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };

test('a write that did not reach the disk is refused, and read no more', async () => {
  await run(insert);
  await run({ createIndexes: 'things', indexes: [{ name: 'n', key: { n: 1 } }] });
  const [writing, adding] = [run(increment), run({ ...insert, documents: [{ _id: 2, n: 0 }] })];
  expect(await stored()).toEqual([
    { _id: 1, n: 1 },
    { _id: 2, n: 0 },
  ]);
  failThisTurn();
  expect(await writing).toMatchObject({ ok: 0, codeName: 'OutOfDiskSpace' });
  expect(await adding).toMatchObject({ ok: 0, codeName: 'OutOfDiskSpace' });
  expect(await stored()).toEqual([{ _id: 1, n: 0 }]);
  expect(await run({ count: 'things', query: { n: 1 } })).toMatchObject({ n: 0 });
  expect(await run(increment)).toMatchObject({ ok: 1, nModified: 1 });
});

test('a write that did not reach the disk is made when it is repeated', async () => {
  await run(insert);
  const writing = run(by(2, increment));
  failThisTurn();
  expect(await writing).toMatchObject({ ok: 0 });
  expect(await run(by(2, increment))).toMatchObject({ ok: 1, nModified: 1 });
  expect(await run(by(2, increment))).toMatchObject({ ok: 1, nModified: 1 });
  expect(await stored()).toEqual([{ _id: 1, n: 1 }]);
});

test('a failed write ends the open transaction, and a write that waited for it is made once', async () => {
  await run(insert);
  await run(by(2, { ...increment, ...starting }));
  const waiting = run(by(3, increment));
  failThisTurn();
  expect(await waiting).toMatchObject({ ok: 1, nModified: 1 });
  expect(await run(by(3, increment))).toMatchObject({ ok: 1, nModified: 1 });
  expect(await run(by(2, commit))).toMatchObject({ codeName: 'NoSuchTransaction' });
  expect(await stored()).toEqual([{ _id: 1, n: 1 }]);
});

test('a reader that paused before a failed write does not read it afterwards', async () => {
  const documents = [1, 2, 3].map((_id) => ({ _id, n: _id }));
  await run({ insert: 'things', documents });
  await run({ createIndexes: 'things', indexes: [{ name: 'n', key: { n: 1 } }] });
  const { cursor } = await run({ find: 'things', sort: { n: 1 }, batchSize: 1 });
  const update = { q: { _id: 3 }, u: { $set: { text: 'undone' } } };
  const writing = run({ update: 'things', updates: [update] });
  failThisTurn();
  expect(await writing).toMatchObject({ ok: 0 });
  const getMore = Long.fromValue((cursor as { id: number | Long }).id);
  const rest = await run({ getMore, collection: 'things' });
  expect((rest['cursor'] as Document)['nextBatch']).toEqual(documents.slice(1));
  expect(await stored()).toEqual(documents);
});
