import type { Socket } from 'node:net';
import type { ClientConnection, Executor } from '../executor.js';
import {
  frameReply,
  maxMessageBytes,
  parseRequest,
  ProtocolError,
  type Request,
} from './message.js';

const headerBytes = 16;

/** Cuts what arrives on a socket into whole messages. */
class Frames {
  private chunks: Buffer[] = [];
  private size = 0;

  /** The messages that `chunk` completes. Throws `ProtocolError` for an impossible length. */
  take(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (let length = this.nextLength(); length <= this.size; length = this.nextLength()) {
      const bytes =
        this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
      messages.push(bytes.subarray(0, length));
      this.size -= length;
      this.chunks = this.size > 0 ? [bytes.subarray(length)] : [];
    }
    return messages;
  }

  private nextLength(): number {
    if (this.size < headerBytes) return Number.POSITIVE_INFINITY;
    let [first] = this.chunks as [Buffer];
    if (first.length < 4) {
      first = Buffer.concat(this.chunks);
      this.chunks = [first];
    }
    const length = first.readInt32LE(0);
    if (length < headerBytes || length > maxMessageBytes) {
      throw new ProtocolError(`a message has the length ${length}`);
    }
    return length;
  }
}

/** Serves one client: its commands one after the other, until it goes or breaks the protocol. */
export function serveConnection(
  socket: Socket,
  id: number,
  executor: Executor,
  onWarning: (message: string) => void,
): void {
  const frames = new Frames();
  const gone = new AbortController();
  const connection: ClientConnection = { id, gone: gone.signal };
  let last: Promise<void> = Promise.resolve();

  const refuse = (error: unknown): void => {
    onWarning(`connection ${id} closed: ${error instanceof Error ? error.message : String(error)}`);
    socket.destroy();
  };
  const answer = async (asked: Request): Promise<void> => {
    let request: Request | undefined = asked;
    for (let reply = 1; request && !socket.destroyed; reply++) {
      const body: Buffer = await executor.execute(request, connection);
      const next: Request | undefined = executor.following(request, reply);
      if (request.wantsReply && !socket.destroyed) {
        socket.write(frameReply(request, body, { id: reply, moreToCome: next !== undefined }));
      }
      request = next;
    }
  };
  const receive = (chunk: Buffer): void => {
    try {
      for (const message of frames.take(chunk)) {
        const request = parseRequest(message);
        last = last.then(() => answer(request)).catch(refuse);
      }
    } catch (error) {
      refuse(error);
    }
  };
  socket.on('data', receive);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    gone.abort();
    executor.sessions.connectionClosed(connection);
  });
}
