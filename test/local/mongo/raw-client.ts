import { createConnection } from 'node:net';
import { BSON } from 'mongodb';

/** A message of the wire protocol. */
export function frame(opcode: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, body]);
}

/** A command as OP_MSG, for the database `wire`, unless it names another. */
export function message(command: Record<string, unknown>, flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return frame(
    2013,
    Buffer.concat([head, BSON.serialize({ ...command, $db: command['$db'] ?? 'wire' })]),
  );
}

/** Sends bytes and gives the first whole reply's document. */
export function ask(
  socketPath: string,
  bytes: readonly Buffer[],
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const socket = createConnection(socketPath, () => {
      for (const part of bytes) socket.write(part);
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      socket.destroy();
      resolve(BSON.deserialize(received.subarray(21, received.readInt32LE(0))));
    });
    socket.once('close', () => reject(new Error('closed without a reply')));
  });
}
