import { BSON, Binary, type Document, Long } from 'mongodb';
import { Executor } from '../../../src/local/mongo/executor.js';
import { Store } from '../../../src/local/mongo/store/store.js';
import { parseRequest } from '../../../src/local/mongo/wire/message.js';
import { systemClock } from '../../../src/shared/clock.js';
import { temporaryFolder } from './folder.js';
import { message } from './raw-client.js';

let temporary: ReturnType<typeof temporaryFolder>;
let store: Store;
let executor: Executor;
beforeEach(async () => {
  temporary = temporaryFolder();
  const ignore = (): void => undefined;
  store = await Store.open({
    folder: temporary.folder,
    maxBytes: 2 ** 30,
    fsync: false,
    freeBytes: () => Number.POSITIVE_INFINITY,
    onWarning: ignore,
    onIndexesChanged: ignore,
    onReload: () => executor.sessions.abortAll(),
  });
  executor = new Executor(store, systemClock, 'here', ignore);
});
afterEach(async () => {
  executor.close();
  await store.close();
  temporary.remove();
});

const connection = { id: 1, gone: new AbortController().signal };

async function run(command: Document): Promise<Document> {
  return BSON.deserialize(await executor.execute(parseRequest(message(command)), connection));
}

/** Lets all fail that is written in this turn of the event loop: no journal takes a key so long. */
function failThisTurn(): void {
  store.saveSession('00'.repeat(70_000), Buffer.alloc(1));
}

/** A numbered command of a client of its own. */
function by(client: number, command: Document): Document {
  const lsid = { id: new Binary(Buffer.alloc(16, client), Binary.SUBTYPE_UUID) };
  return { ...command, lsid, txnNumber: Long.fromNumber(1) };
}

const insert = { insert: 'things', documents: [{ _id: 1, n: 0 }] };
const increment = { update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };
const inTransaction = { startTransaction: true, autocommit: false };

async function stored(): Promise<unknown> {
  const { cursor } = await run({ find: 'things' });
  return (cursor as Document)['firstBatch'];
}

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
  await run(by(2, { ...increment, ...inTransaction }));
  const waiting = run(by(3, increment));
  failThisTurn();
  expect(await waiting).toMatchObject({ ok: 1, nModified: 1 });
  expect(await run(by(3, increment))).toMatchObject({ ok: 1, nModified: 1 });
  const commit = { commitTransaction: 1, autocommit: false, $db: 'admin' };
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
