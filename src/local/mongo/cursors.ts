import { CommandError } from './errors.js';
import { encodeCursorReply } from './wire/cursor-reply.js';

const defaultBatch = 101;
/** MongoDB allows 16 MiB; smaller replies let others in between, here and in the client. */
const maxBatchBytes = 1024 * 1024;
const idleMilliseconds = 10 * 60 * 1000;

interface Cursor {
  readonly namespace: string;
  readonly documents: Iterator<Buffer>;
  /** The document that comes next; undefined when there is none. */
  next: Buffer | undefined;
}

interface OpenCursor extends Cursor {
  readonly expiry: NodeJS.Timeout;
}

/** Results that did not fit into one reply. They end when read, killed, or idle for ten minutes. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();
  private nextId = 1n;

  /** The first reply of a query; `batchSize` undefined means MongoDB's own default. */
  first(
    namespace: string,
    documents: Iterable<Buffer>,
    batchSize: number | undefined,
    single: boolean,
  ): Buffer {
    const iterator = documents[Symbol.iterator]();
    const cursor: Cursor = { namespace, documents: iterator, next: pull(iterator) };
    const batch = takeBatch(cursor, batchSize ?? defaultBatch);
    if (single || !cursor.next) return encodeCursorReply('firstBatch', batch, 0n, namespace);
    const id = this.nextId++;
    this.open.set(id, { ...cursor, expiry: this.expireLater(id) });
    return encodeCursorReply('firstBatch', batch, id, namespace);
  }

  private expireLater(id: bigint): NodeJS.Timeout {
    return setTimeout(() => this.open.delete(id), idleMilliseconds).unref();
  }

  next(id: bigint, namespace: string, batchSize: number | undefined): Buffer {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    const size = batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize;
    const batch = takeBatch(cursor, size);
    if (!cursor.next) {
      this.kill(id);
      return encodeCursorReply('nextBatch', batch, 0n, namespace);
    }
    cursor.expiry.refresh();
    return encodeCursorReply('nextBatch', batch, id, namespace);
  }

  /** Whether there was such a cursor. */
  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    clearTimeout(cursor.expiry);
    return this.open.delete(id);
  }

  close(): void {
    for (const id of this.open.keys()) this.kill(id);
  }
}

function pull(documents: Iterator<Buffer>): Buffer | undefined {
  const { done, value } = documents.next();
  return done ? undefined : value;
}

function takeBatch(cursor: Cursor, size: number): Buffer[] {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (cursor.next && batch.length < size) {
    bytes += cursor.next.length;
    if (batch.length > 0 && bytes > maxBatchBytes) break;
    batch.push(cursor.next);
    cursor.next = pull(cursor.documents);
  }
  return batch;
}
