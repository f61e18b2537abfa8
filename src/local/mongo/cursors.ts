import { CommandError } from './errors.js';
import type { Transaction } from './store/transaction.js';
import { encodeCursorReply } from './wire/cursor-reply.js';

const defaultBatch = 101;
/** MongoDB allows 16 MiB; smaller replies let others in between, here and in the client. */
const maxBatchBytes = 1024 * 1024;
const idleMilliseconds = 10 * 60 * 1000;

interface Cursor {
  readonly namespace: string;
  /** Undefined for one that was opened outside a transaction. */
  readonly transaction: Transaction | undefined;
  readonly documents: Iterator<Buffer>;
  /** A document that was read and did not fit into the last reply. */
  held: Buffer | undefined;
  /** How many documents there may still be. */
  left: number;
}

interface OpenCursor extends Cursor {
  readonly expiry: NodeJS.Timeout;
}

interface CursorOptions {
  /** Undefined means MongoDB's own default. */
  readonly batchSize?: number | undefined;
  /** How many documents there are at most. */
  readonly limit?: number;
  /** Whether the first reply is the only one. */
  readonly single?: boolean;
  readonly transaction?: Transaction | undefined;
}

/** Results that did not fit into one reply. They end when read, killed, or idle for ten minutes. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();
  private nextId = 1n;

  /** The first reply of a query. */
  first(namespace: string, documents: Iterable<Buffer>, options: CursorOptions): Buffer {
    const cursor: Cursor = {
      namespace,
      transaction: options.transaction,
      documents: documents[Symbol.iterator](),
      held: undefined,
      left: options.limit ?? Number.POSITIVE_INFINITY,
    };
    const batch = takeBatch(cursor, options.batchSize ?? defaultBatch);
    if (options.single || cursor.left === 0)
      return encodeCursorReply('firstBatch', batch, 0n, namespace);
    const id = this.nextId++;
    this.open.set(id, { ...cursor, expiry: this.expireLater(id) });
    return encodeCursorReply('firstBatch', batch, id, namespace);
  }

  private expireLater(id: bigint): NodeJS.Timeout {
    return setTimeout(() => this.open.delete(id), idleMilliseconds).unref();
  }

  next(
    id: bigint,
    namespace: string,
    batchSize: number | undefined,
    transaction?: Transaction,
  ): Buffer {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.transaction !== transaction) {
      throw new CommandError(
        cursor.transaction ? 50740 : 50739,
        `Cannot run getMore on cursor ${id}, which belongs to another transaction, or to none`,
      );
    }
    const size = batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize;
    const batch = takeBatch(cursor, size);
    if (cursor.left === 0) {
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

/** Takes so many documents, or as many as a reply has room for, each as it is now. */
function takeBatch(cursor: Cursor, size: number): Buffer[] {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (batch.length < size && cursor.left > 0) {
    const document = cursor.held ?? next(cursor.documents);
    cursor.held = undefined;
    bytes += document?.length ?? 0;
    if (!document) {
      cursor.left = 0;
    } else if (batch.length > 0 && bytes > maxBatchBytes) {
      cursor.held = document;
      break;
    } else {
      batch.push(document);
      cursor.left -= 1;
    }
  }
  return batch;
}

function next(documents: Iterator<Buffer>): Buffer | undefined {
  const { done, value } = documents.next();
  return done ? undefined : value;
}
