import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
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

/** A connection on which one message after the other is sent. */
export interface RawConnection {
  ask(bytes: Buffer): Promise<Record<string, unknown>>;
  /** Resolves when the server has closed its end, too. */
  leave(): Promise<void>;
  /** Closes without a word, as for a client that was killed. */
  breakOff(): void;
}

export async function connectTo(socketPath: string): Promise<RawConnection> {
  const socket = createConnection(socketPath);
  await once(socket, 'connect');
  return {
    ask: (bytes) => replyOn(socket, [bytes]),
    leave: async () => {
      const closed = once(socket, 'close');
      socket.end();
      await closed;
    },
    breakOff: () => void socket.destroy(),
  };
}

/** Sends bytes on a connection of their own and gives the first whole reply's document. */
export async function ask(
  socketPath: string,
  bytes: readonly Buffer[],
): Promise<Record<string, unknown>> {
  const socket = createConnection(socketPath);
  try {
    return await replyOn(socket, bytes);
  } finally {
    socket.destroy();
  }
}

function replyOn(socket: Socket, bytes: readonly Buffer[]): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const take = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      socket.off('data', take);
      resolve(BSON.deserialize(received.subarray(21, received.readInt32LE(0))));
    };
    socket.on('data', take);
    socket.once('close', () => reject(new Error('closed without a reply')));
    for (const part of bytes) socket.write(part);
  });
}
