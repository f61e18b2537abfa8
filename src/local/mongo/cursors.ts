import { CommandError } from './errors.js';
import { encodeCursorReply } from './wire/cursor-reply.js';

const defaultBatch = 101;
const maxBatchBytes = 16 * 1024 * 1024;
const idleMilliseconds = 10 * 60 * 1000;

/** The documents of a result, encoded one by one as they are sent. */
export interface ResultDocuments {
  readonly count: number;
  readonly bytesAt: (position: number) => Buffer;
}

interface Cursor {
  readonly namespace: string;
  readonly documents: ResultDocuments;
  position: number;
  expiry: NodeJS.Timeout;
}

/** Results that did not fit into one reply. They end when read, killed, or idle for ten minutes. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private nextId = 1n;

  /** The first reply of a query; `batchSize` undefined means MongoDB's own default. */
  first(
    namespace: string,
    documents: ResultDocuments,
    batchSize: number | undefined,
    single: boolean,
  ): Buffer {
    const size = batchSize ?? defaultBatch;
    const batch = takeBatch(documents, 0, size);
    if (single || batch.length === documents.count) {
      return encodeCursorReply('firstBatch', batch, 0n, namespace);
    }
    const id = this.nextId++;
    const expiry = this.expireLater(id);
    this.open.set(id, { namespace, documents, position: batch.length, expiry });
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
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    const size = batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize;
    const batch = takeBatch(cursor.documents, cursor.position, size);
    cursor.position += batch.length;
    if (cursor.position === cursor.documents.count) {
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

function takeBatch(documents: ResultDocuments, start: number, size: number): Buffer[] {
  const batch: Buffer[] = [];
  let bytes = 0;
  for (let position = start; position < documents.count && batch.length < size; position++) {
    const document = documents.bytesAt(position);
    bytes += document.length;
    if (batch.length > 0 && bytes > maxBatchBytes) break;
    batch.push(document);
  }
  return batch;
}
