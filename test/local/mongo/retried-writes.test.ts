import { join } from 'node:path';
import { Binary, type Document, Long } from 'mongodb';
import { temporaryFolder } from './folder.js';
import { type KillableServer, startKillableServer } from './killed-server.js';
import { ask, message } from './raw-client.js';

const lsid = { id: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID) };
const txnNumber = Long.fromNumber(3);

let folder: ReturnType<typeof temporaryFolder>;
let server: KillableServer;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startKillableServer(folder.folder);
});
afterEach(async () => {
  await server.kill();
  folder.remove();
});

async function restart(): Promise<void> {
  await server.kill();
  server = await startKillableServer(folder.folder);
}

function send(command: Document): Promise<Document> {
  const socketPath = join(folder.folder, 'mongo.sock');
  return ask(socketPath, [message({ ...command, lsid, txnNumber, $db: 'crewchief' })]);
}

function stored(): Promise<Document[]> {
  return server.db.collection('things').find().toArray();
}

const increment = { q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true };

test('a write repeated after kill -9 is answered as before and made once', async () => {
  const twice = { update: 'things', updates: [increment, increment] };
  const first = await send(twice);
  await restart();
  expect(await send(twice)).toEqual(first);
  expect(await stored()).toEqual([{ _id: 1, n: 2 }]);
});

test('a findAndModify repeated after kill -9 gives the same document again', async () => {
  const { q: query, u: update, upsert } = increment;
  const modify = { findAndModify: 'things', query, update, upsert, new: true };
  expect(await send(modify)).toMatchObject({ value: { _id: 1, n: 1 } });
  await restart();
  expect(await send(modify)).toMatchObject({ value: { _id: 1, n: 1 } });
});

test('a commit repeated after kill -9 is confirmed, and its transaction not made again', async () => {
  const commit = { commitTransaction: 1, autocommit: false, $db: 'admin' };
  const inTransaction = { startTransaction: true, autocommit: false, lsid, txnNumber };
  const update = { update: 'things', updates: [increment], $db: 'crewchief', ...inTransaction };
  const withoutReply = 2;
  const whole = [message(update, withoutReply), message({ ...commit, lsid, txnNumber })];
  const socketPath = join(folder.folder, 'mongo.sock');
  expect(await ask(socketPath, whole)).toMatchObject({ ok: 1 });
  await restart();
  expect(await ask(socketPath, whole.slice(1))).toMatchObject({ ok: 1 });
  expect(await stored()).toEqual([{ _id: 1, n: 1 }]);
});

test('a write that the killed server never made is made when it is repeated', async () => {
  await send({ update: 'things', updates: [increment] });
  await restart();
  const next = { update: 'things', updates: [increment], lsid, txnNumber: Long.fromNumber(4) };
  await ask(join(folder.folder, 'mongo.sock'), [message({ ...next, $db: 'crewchief' })]);
  expect(await stored()).toEqual([{ _id: 1, n: 2 }]);
});

test('an ended session leaves nothing to remember', async () => {
  await send({ update: 'things', updates: [increment] });
  await send({ endSessions: [lsid] });
  await restart();
  await send({ update: 'things', updates: [increment] });
  expect(await stored()).toEqual([{ _id: 1, n: 2 }]);
});

test('a session id that is no UUID is refused', async () => {
  const odd = { id: new Binary(Buffer.alloc(3)) };
  const socketPath = join(folder.folder, 'mongo.sock');
  expect(await ask(socketPath, [message({ ping: 1, lsid: odd })])).toMatchObject({ code: 207 });
});
