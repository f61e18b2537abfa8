import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { Long } from 'mongodb';
import { helloReply } from '../src/local/mongo/commands/server-commands.js';
import { systemClock } from '../src/shared/clock.js';
import { encodeDocument } from '../src/local/mongo/bson/values.js';
import { frameReply, parseRequest } from '../src/local/mongo/wire/message.js';

/** A bare server: parses each frame and answers a constant, without a store. */
const { path } = workerData as { path: string };
const constant = encodeDocument({
  n: 1,
  nModified: 1,
  cursor: {
    firstBatch: [{ _id: 1, text: 'x'.repeat(200), n: 1 }],
    id: Long.ZERO,
    ns: 'bench.things',
  },
  ok: 1,
});

function serve(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      const request = parseRequest(rest.subarray(0, length));
      rest = rest.subarray(length);
      const [name = ''] = Object.keys(request.command);
      const body = /^(?:hello|ismaster)$/i.test(name)
        ? encodeDocument(helloReply(path, 1, systemClock.now()))
        : constant;
      socket.write(frameReply(request, body, { id: 1, moreToCome: false }));
    }
  });
}

createServer({ noDelay: true }, serve).listen(path, () => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage('ready');
});
