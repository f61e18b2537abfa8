import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startLocalMongo } from '../../../src/local/mongo/index.js';
import { type ServerOptions, startServer } from '../../../src/local/mongo/server.js';
import { temporaryFolder } from './folder.js';
import { startKillableServer } from './killed-server.js';
import { ask, message } from './raw-client.js';

let temporary: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => temporary.remove());

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** A server in this thread, which starts faster than one in its own. */
async function open(folder: string, options: Partial<ServerOptions> = {}) {
  const server = await startServer({ folder, onWarning: () => undefined, ...options });
  const uri = `mongodb://${encodeURIComponent(server.socketPath)}/crewchief?directConnection=true`;
  return { ...server, uri };
}

/** Stores 500 documents in the folder with a server that is then closed. */
async function fill(folder: string): Promise<void> {
  const server = await open(folder);
  await withClient(server.uri, (client) =>
    client
      .db()
      .collection('things')
      .insertMany(Array.from({ length: 500 }, (_, n) => ({ n, text: 'x'.repeat(100) }))),
  );
  await server.close();
}

test('a restarted server has the documents and indexes of before', async () => {
  const { folder } = temporary;
  await fill(folder);
  const server = await open(folder);
  await withClient(server.uri, async (client) => {
    const things = client.db().collection('things');
    expect(await things.countDocuments()).toBe(500);
    expect((await things.find().toArray()).map(({ n }) => n as number)).toEqual(
      Array.from({ length: 500 }, (_, n) => n),
    );
  });
  await server.close();
});

test('a second server on the same folder is refused', async () => {
  const { folder } = temporary;
  const server = await startLocalMongo({ folder });
  await expect(startLocalMongo({ folder })).rejects.toThrow('another server already uses');
  await server.close();
});

test('the socket that a killed server left does not stand in the way', async () => {
  const { folder } = temporary;
  await (await startKillableServer(folder)).kill();
  const server = await startLocalMongo({ folder });
  await server.close();
});

test('the socket of a folder with a long path is in a short private folder', async () => {
  const folder = join(temporary.folder, 'x'.repeat(120));
  const server = await open(folder);
  expect(Buffer.byteLength(server.socketPath)).toBeLessThanOrEqual(100);
  expect(statSync(join(server.socketPath, '..')).mode & 0o777).toBe(0o700);
  await server.close();
});

test('a folder that others may enter is refused', async () => {
  const folder = join(temporary.folder, 'open');
  mkdirSync(folder, { mode: 0o755 });
  await expect(open(folder)).rejects.toThrow('chmod 700');
});

test('a cut off data file is refused and left as it is', async () => {
  const { folder } = temporary;
  await fill(folder);
  const file = join(folder, 'data.mdb');
  truncateSync(file, 40_960);
  const before = readFileSync(file);
  await expect(open(folder)).rejects.toThrow('damaged');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a data file whose index has a changed byte is refused', async () => {
  const { folder } = temporary;
  await fill(folder);
  const file = join(folder, 'data.mdb');
  const bytes = readFileSync(file);
  const prefix = Buffer.from('69000000010000', 'hex');
  bytes.writeUInt8(0xff, bytes.lastIndexOf(prefix) + prefix.length + 1);
  writeFileSync(file, bytes);
  await expect(open(folder)).rejects.toThrow('wrong checksum');
});

test('a data file of another format is refused with what to do', async () => {
  const { folder } = temporary;
  await fill(folder);
  const file = join(folder, 'data.mdb');
  const bytes = readFileSync(file);
  const format = Buffer.from('crewchief local mongo 4');
  for (let at = bytes.indexOf(format); at >= 0; at = bytes.indexOf(format, at)) {
    bytes.write('2', at + format.length - 1);
  }
  writeFileSync(file, bytes);
  await expect(open(folder)).rejects.toThrow(/local mongo 2.*export it.*import/);
});

test('a foreign data file is refused', async () => {
  writeFileSync(join(temporary.folder, 'data.mdb'), 'something else entirely');
  await expect(open(temporary.folder)).rejects.toThrow('not ours');
});

test('expired documents are deleted, others and those without a date stay', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const { folder } = temporary;
  const server = await open(folder, { clock: { now: () => now } });
  await withClient(server.uri, async (client) => {
    const events = client.db('x').collection('events');
    await events.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await events.insertMany([
      { name: 'old', at: now },
      { name: 'new', at: new Date('2026-01-01T01:00:00Z') },
      { name: 'none' },
      { name: 'text', at: 'yesterday' },
    ]);
    now = new Date('2026-01-01T00:01:00Z');
    await server.sweepExpired();
    const names = await events.distinct('name');
    expect(names).toEqual(['new', 'none', 'text']);
  });
  await server.close();
});

test('the databases are listed, those that have collections', async () => {
  const server = await open(temporary.folder);
  await withClient(server.uri, async (client) => {
    await client
      .db('b')
      .collection('x')
      .insertMany([{ n: 1 }, { n: 2 }]);
    await client.db('a').createCollection('y');
    const { databases, totalSize } = await client.db().admin().listDatabases();
    expect(databases).toMatchObject([
      { name: 'a', sizeOnDisk: 0, empty: false },
      { name: 'b', sizeOnDisk: totalSize, empty: false },
    ]);
    expect(totalSize).toBeGreaterThan(0);
    expect(await client.db().admin().listDatabases({ nameOnly: true })).toMatchObject({
      databases: [{ name: 'a' }, { name: 'b' }],
    });
  });
  await server.close();
});

test('the operator is warned at 80% of the limit, and writes beyond it are refused', async () => {
  const warnings: string[] = [];
  const server = await open(temporary.folder, {
    maxBytes: 10_000,
    onWarning: (warning) => warnings.push(warning),
  });
  await withClient(server.uri, async (client) => {
    const things = client.db().collection('things');
    await things.insertOne({ text: 'x'.repeat(8_500) });
    await expect(things.insertOne({ text: 'x'.repeat(5_000) })).rejects.toMatchObject({
      code: 14031,
      message: expect.stringContaining('MONGODB_URI') as string,
    });
    expect(await things.countDocuments()).toBe(1);
  });
  expect(warnings).toEqual([expect.stringMatching(/80%.*MONGODB_URI/)]);
  await server.close();
});

test('a key too long for an index is refused with a word about MONGODB_URI, and none is found by it', async () => {
  const server = await open(temporary.folder);
  await withClient(server.uri, async (client) => {
    const things = client.db().collection<{ _id: string; name?: string }>('things');
    await things.createIndex({ name: -1 });
    const longest = 'n'.repeat(600);
    await things.insertOne({ _id: 'a', name: longest });
    for (const document of [{ _id: 'b', name: 'n'.repeat(5_000) }, { _id: 'x'.repeat(5_000) }]) {
      await expect(things.insertOne(document)).rejects.toMatchObject({
        code: 17280,
        message: expect.stringContaining('MONGODB_URI') as string,
      });
    }
    expect(await things.findOne({ _id: 'x'.repeat(5_000) })).toBeNull();
    expect(await things.findOne({ name: 'n'.repeat(5_000) })).toBeNull();
    expect(await things.countDocuments({ name: { $lt: 'n'.repeat(5_000) } })).toBe(1);
    expect(await things.countDocuments({ name: { $gt: 'n'.repeat(5_000) } })).toBe(0);
    expect(await things.distinct('_id')).toEqual(['a']);
  });
  await server.close();
});

test('an index that cannot be built leaves nothing behind', async () => {
  const server = await open(temporary.folder);
  await withClient(server.uri, async (client) => {
    const things = client.db().collection<{ _id: number; n: number }>('things');
    await things.insertMany([
      { _id: 1, n: 7 },
      { _id: 2, n: 7 },
    ]);
    await expect(things.createIndex({ n: 1 }, { unique: true })).rejects.toMatchObject({
      code: 11000,
    });
    await things.deleteOne({ _id: 2 });
    await things.createIndex({ n: 1 }, { unique: true });
    await things.insertOne({ _id: 2, n: 8 });
    expect(await things.find({ n: { $gte: 7 } }).toArray()).toHaveLength(2);
  });
  await server.close();
});

test('an idle server keeps no timer but the one that lets documents expire', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const server = await open(temporary.folder);
  const timersAfter = async (command: Record<string, unknown>): Promise<number> => {
    expect(await ask(server.socketPath, [message(command)])).toMatchObject({ ok: 1 });
    jest.advanceTimersByTime(0);
    return jest.getTimerCount();
  };
  const ttl = { name: 'ttl', key: { at: 1 }, expireAfterSeconds: 1 };
  try {
    expect(await timersAfter({ insert: 'x', documents: [{ at: new Date(0) }] })).toBe(0);
    expect(await timersAfter({ createIndexes: 'x', indexes: [ttl] })).toBe(1);
    expect(await timersAfter({ drop: 'x' })).toBe(0);
  } finally {
    jest.useRealTimers();
    await server.close();
  }
});

test('a full disk refuses what grows the data, and takes it again when there is room', async () => {
  let freeBytes = 1024 ** 3;
  const server = await open(temporary.folder, { freeBytes: () => freeBytes });
  await withClient(server.uri, async (client) => {
    const things = client.db().collection<{ _id: number; text: string }>('things');
    await things.insertOne({ _id: 1, text: 'kept' });
    freeBytes = 1024;
    const refused = { code: 14031, message: expect.stringContaining('full') as string };
    await expect(things.insertOne({ _id: 2, text: 'more' })).rejects.toMatchObject(refused);
    await expect(
      things.updateOne({ _id: 1 }, { $set: { text: 'much longer' } }),
    ).rejects.toMatchObject(refused);
    expect(await things.find().toArray()).toEqual([{ _id: 1, text: 'kept' }]);
    freeBytes = 1024 ** 3;
    await things.insertOne({ _id: 2, text: 'more' });
    freeBytes = 1024;
    expect(await things.deleteOne({ _id: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await things.find().toArray()).toEqual([{ _id: 2, text: 'more' }]);
  });
  await server.close();
});

test('a port of the loopback interface is opened when asked for, with a warning', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const warnings: string[] = [];
  const onWarning = (warning: string): void => void warnings.push(warning);
  const server = await open(temporary.folder, { tcpPort: port, onWarning });

  await withClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, async (client) => {
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
  expect(warnings).toEqual([expect.stringContaining(`127.0.0.1:${port}`)]);
  await server.close();
});
