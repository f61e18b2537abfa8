import { once } from 'node:events';
import { createConnection } from 'node:net';
import { BSON, type Document, MongoClient } from 'mongodb';
import { type RunningServer, startServer } from '../../../src/local/mongo/server.js';
import { startDoor } from '../../flows/support/door.js';
import { temporaryFolder } from './folder.js';
import { ask, message } from './raw-client.js';

const temporary = temporaryFolder();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ folder: temporary.folder, onWarning: () => undefined });
});
afterAll(async () => {
  await server.close();
  temporary.remove();
});

const moreToCome = 2;
const exhaustAllowed = 1 << 16;

interface Reply {
  readonly id: number;
  readonly answerTo: number;
  readonly flags: number;
  readonly document: Document;
}

/** The first replies to one message. */
async function replies(bytes: Buffer, count: number): Promise<Reply[]> {
  const socket = createConnection(server.socketPath);
  socket.write(bytes);
  const found: Reply[] = [];
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk as Buffer]);
    while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      found.push({
        id: received.readInt32LE(4),
        answerTo: received.readInt32LE(8),
        flags: received.readUInt32LE(16),
        document: BSON.deserialize(received.subarray(21, length)),
      });
      received = received.subarray(length);
    }
    if (found.length >= count) break;
  }
  return found;
}

const stranger = { processId: new BSON.ObjectId(), counter: BSON.Long.ZERO };

test('a client that watches the server is told again and again that it is there', async () => {
  const hello = { hello: 1, topologyVersion: stranger, maxAwaitTimeMS: 1 };
  const [first, second, third] = await replies(message(hello, exhaustAllowed), 3);

  expect(first).toMatchObject({ flags: moreToCome, document: { isWritablePrimary: true } });
  expect(second).toMatchObject({ flags: moreToCome, answerTo: first?.id });
  expect(third).toMatchObject({ flags: moreToCome, answerTo: second?.id });
  expect(third?.document['topologyVersion']).toEqual(first?.document['topologyVersion']);
});

test('a client that watches without taking many replies gets one', async () => {
  const hello = { hello: 1, topologyVersion: stranger, maxAwaitTimeMS: 1 };
  expect(await replies(message(hello), 1)).toMatchObject([{ flags: 0 }]);
});

test('a client that knows the state waits for another as long as it says, and no longer than it lives', async () => {
  const known = (await ask(server.socketPath, [message({ hello: 1 })]))['topologyVersion'];
  const aDay = 24 * 60 * 60_000;
  const socket = createConnection(server.socketPath);
  let answered = false;
  socket.once('data', () => {
    answered = true;
  });
  socket.write(message({ hello: 1, topologyVersion: known, maxAwaitTimeMS: aDay }));
  await ask(server.socketPath, [message({ ping: 1 })]);
  expect(answered).toBe(false);

  const closed = once(socket, 'close');
  socket.end();
  await closed;
  expect(answered).toBe(false);
});

test('the driver notices at once that the server is gone, and finds it again when it is back', async () => {
  const door = await startDoor(server);
  const never = 10 * 60_000;
  const client = new MongoClient(door.uri, { heartbeatFrequencyMS: never });
  try {
    const watches = once(client, 'serverHeartbeatStarted');
    await client.connect();
    await watches;
    const lost = once(client, 'serverHeartbeatFailed');
    door.shut();
    await lost;
    door.open();
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  } finally {
    await client.close();
    await door.close();
  }
});
