import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { encodeDocument } from '../../src/local/mongo/bson/values.js';
import { frameReply, parseRequest } from '../../src/local/mongo/wire/message.js';
import { atEnd } from './local-slack.js';

/** A MongoDB server that answers what a client asks at first, as one outside a replica set does. */
export async function startStandaloneMongo(): Promise<string> {
  const hello = { isWritablePrimary: true, maxBsonObjectSize: 16_777_216, maxWireVersion: 21 };
  const limits = { maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, minWireVersion: 0 };
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const body = encodeDocument({ helloOk: true, ismaster: true, ...hello, ...limits, ok: 1 });
      socket.write(frameReply(parseRequest(chunk), body, { id: 1, moreToCome: false }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => server.close());
  return `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/crewchief`;
}
