import { createConnection } from 'node:net';
import { BSON, Binary, Long, MongoClient } from 'mongodb';
import { ask, connectTo, frame, message } from './raw-client.js';
import { type RunningServer, startServer } from '../../../src/local/mongo/server.js';
import { temporaryFolder } from './folder.js';

const temporary = temporaryFolder();
let server: RunningServer;
let client: MongoClient;
beforeAll(async () => {
  server = await startServer({ folder: temporary.folder, onWarning: () => undefined });
  const uri = `mongodb://${encodeURIComponent(server.socketPath)}/?directConnection=true`;
  client = await new MongoClient(uri).connect();
});
afterAll(async () => {
  await client.close();
  await server.close();
  temporary.remove();
});

/** Sends bytes on a connection of their own and gives what came back until it was closed. */
function exchange(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = createConnection(server.socketPath, () => socket.end(bytes));
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(Buffer.concat(received)));
  });
}

async function expectAlive(): Promise<void> {
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
}

const overLimit = Buffer.alloc(4);
overLimit.writeInt32LE(48_000_001);

test.each<[string, Buffer]>([
  ['an impossible length', Buffer.alloc(16)],
  ['a length beyond the limit', frame(2013, Buffer.alloc(8)).fill(0x7f, 0, 4)],
  ['a message one byte over 48 MB', frame(2013, Buffer.alloc(8)).fill(overLimit, 0, 4)],
  ['an unknown opcode', frame(1234, Buffer.alloc(10))],
  ['a compressed message', frame(2012, message({ ping: 1 }))],
  ...[2001, 2002, 2005, 2006, 2007].map((opcode): [string, Buffer] => [
    `the legacy opcode ${opcode}`,
    frame(opcode, Buffer.alloc(30)),
  ]),
  ['a message without a body', frame(2013, Buffer.from([0, 0, 0, 0, 0]))],
  ['unknown required flags', message({ ping: 1 }, 64)],
  ['a query that is no handshake', frame(2004, Buffer.alloc(30))],
])('%s closes the connection and no other', async (_, bytes) => {
  expect(await exchange(bytes)).toHaveLength(0);
  await expectAlive();
});

function nested(depth: number): Record<string, unknown> {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}

test('a command that cannot be read is answered with an error, and the next one is served', async () => {
  const ping = message({ ping: 1 });
  const broken = Buffer.from(ping).fill(0x7e, 25, 26);
  const connection = await connectTo(server.socketPath);
  expect(await connection.ask(broken)).toMatchObject({ ok: 0, code: 22 });
  expect(await connection.ask(message({ ping: nested(300) }))).toMatchObject({ ok: 0, code: 15 });
  expect(await connection.ask(ping)).toMatchObject({ ok: 1 });
  await connection.leave();
});

test('documents may come in a section of their own, and nothing else', async () => {
  const section = (name: string, body = {}): Buffer => {
    const content = Buffer.concat([Buffer.from(`${name}\0`), BSON.serialize({ _id: 'section' })]);
    const head = Buffer.from([1, 0, 0, 0, 0]);
    head.writeInt32LE(content.length + 4, 1);
    return frame(
      2013,
      Buffer.concat([message({ insert: 'sections', ...body }).subarray(16), head, content]),
    );
  };
  expect(await ask(server.socketPath, [section('documents')])).toMatchObject({ n: 1 });
  expect(await ask(server.socketPath, [section('__proto__')])).toMatchObject({ code: 40415 });
  const twice = section('documents', { documents: [{ _id: 'body' }] });
  expect(await ask(server.socketPath, [twice])).toMatchObject({ code: 40433 });
  expect(await client.db('wire').collection('sections').find().toArray()).toEqual([
    { _id: 'section' },
  ]);
});

test('a client that has asked for compression is not given any', async () => {
  const hello = { hello: 1, compression: ['zstd', 'snappy', 'zlib'] };
  expect(await ask(server.socketPath, [message(hello)])).not.toHaveProperty('compression');
});

test('a document deeper than 100 levels is stored as it is, and one beyond 200 refused', async () => {
  const things = client.db('wire').collection<{ _id: number; deep: object }>('deep');
  await things.insertOne({ _id: 1, deep: nested(150) });
  await expect(things.insertOne({ _id: 2, deep: nested(250) })).rejects.toMatchObject({ code: 15 });
  expect(await things.find().toArray()).toEqual([{ _id: 1, deep: nested(150) }]);
});

test('a message may come byte by byte, and several at once', async () => {
  const ping = message({ ping: 1 });
  const bytes = Array.from(ping, (byte) => Buffer.from([byte]));
  expect(await ask(server.socketPath, bytes)).toMatchObject({ ok: 1 });
  expect(await ask(server.socketPath, [Buffer.concat([message({ ping: 1 }), ping])])).toMatchObject(
    { ok: 1 },
  );
});

test('a checksum is allowed and a message that wants no answer gets none', async () => {
  const checked = message({ ping: 1 }, 1);
  const withChecksum = frame(2013, Buffer.concat([checked.subarray(16), Buffer.alloc(4)]));
  expect(await ask(server.socketPath, [withChecksum])).toMatchObject({ ok: 1 });
  const silent = message({ insert: 'quiet', documents: [{ _id: 1 }] }, 2);
  expect(await ask(server.socketPath, [silent, message({ count: 'quiet' })])).toMatchObject({
    n: 1,
  });
});

test('a retried write gets the first reply and takes effect once', async () => {
  const lsid = { id: new Binary(Buffer.alloc(16, 1), Binary.SUBTYPE_UUID) };
  const increment = (txnNumber: number): Buffer =>
    message({
      findAndModify: 'retried',
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      upsert: true,
      new: true,
      lsid,
      txnNumber: Long.fromNumber(txnNumber),
    });
  const replies = [
    await ask(server.socketPath, [increment(1)]),
    await ask(server.socketPath, [increment(1)]),
  ];
  expect(replies.map((reply) => reply['value'])).toEqual([
    { _id: 1, n: 1 },
    { _id: 1, n: 1 },
  ]);
  expect(await ask(server.socketPath, [increment(2)])).toMatchObject({ value: { n: 2 } });
  expect(await ask(server.socketPath, [increment(1)])).toMatchObject({ ok: 0, code: 225 });
});

test('no mutation of valid messages ends the server', async () => {
  const valid = [
    message({ insert: 'm', documents: [{ _id: 1, a: [1, { b: 'x' }] }] }),
    message({ find: 'm', filter: { a: { $gt: 1 } }, sort: { a: 1 }, batchSize: 2 }),
    message({ update: 'm', updates: [{ q: { a: 1 }, u: { $inc: { a: 1 } }, upsert: true }] }),
    message({ aggregate: 'm', pipeline: [{ $group: { _id: '$a' } }], cursor: {} }),
    message({ createIndexes: 'm', indexes: [{ name: 'a', key: { a: 1 } }] }),
  ];
  let seed = 7;
  const random = (limit: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  for (let round = 0; round < 1000; round++) {
    const bytes = Buffer.from(valid[round % valid.length] as Buffer);
    for (let change = 0; change <= random(4); change++) {
      bytes[random(bytes.length)] = random(256);
    }
    await exchange(bytes.subarray(0, random(3) === 0 ? random(bytes.length) : bytes.length));
  }
  await expectAlive();
});

test.each([
  ['a field twice', { first: 1, other: 2 }, 'other', Buffer.from('first')],
  ['text that is not UTF-8', { text: 'ab' }, 'ab\0', Buffer.from([0xff, 0x62, 0])],
  [
    'a date that no clock of ours shows',
    { d: new Date(0) },
    '\x09d\0',
    Buffer.from('\x09d\0zzzzzzzz'),
  ],
])('%s is refused, for it would not be kept as it is', async (_, document, found, put) => {
  const bytes = message({ insert: 'kept', documents: [{ _id: 1, ...document }] });
  put.copy(bytes, bytes.indexOf(found));
  const { code, errmsg } = await ask(server.socketPath, [bytes]);
  expect({ code, errmsg }).toEqual({ code: 238, errmsg: expect.stringContaining('MONGODB_URI') });
  expect(await client.db('wire').collection('kept').countDocuments()).toBe(0);
});

test.each([
  ['update', { updates: [{ q: {}, u: { $set: { a: 1 } }, multi: true }] }],
  ['delete', { deletes: [{ q: {}, limit: 0 }] }],
])('a retryable %s of many documents is refused, as it cannot be made once', async (name, rest) => {
  const lsid = { id: new Binary(Buffer.alloc(16, 2), Binary.SUBTYPE_UUID) };
  const command = { [name]: 'many', ...rest, lsid, txnNumber: Long.fromNumber(1) };
  expect(await ask(server.socketPath, [message(command)])).toMatchObject({
    writeErrors: [{ index: 0, code: 72 }],
  });
});

test('the number of a transaction that a double would round is refused', async () => {
  const lsid = { id: new Binary(Buffer.alloc(16, 3), Binary.SUBTYPE_UUID) };
  const txnNumber = Long.fromBigInt(2n ** 53n + 1n);
  const command = { insert: 'numbered', documents: [{ _id: 1 }], lsid, txnNumber };
  expect(await ask(server.socketPath, [message(command)])).toMatchObject({ ok: 0, code: 72 });
});
