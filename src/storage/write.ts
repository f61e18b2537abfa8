import {
  type AnyBulkWriteOperation,
  type ClientSession,
  type Collection,
  type Document,
  MongoBulkWriteError,
} from 'mongodb';
import { isDuplicateKey } from './errors.js';

type OneDocument = 'insertOne' | 'updateOne';

/** Inserts one document, or updates (upserts) one. */
export type WriteOperation<Schema extends Document> = Extract<
  AnyBulkWriteOperation<Schema>,
  Partial<Record<OneDocument, unknown>>
>;

/** One write as data, to be made alone or together with others. */
export interface Write {
  readonly collection: Collection;
  readonly operation: WriteOperation<Document>;
  /** The error when the document to insert exists, or the one to update does not. */
  readonly refusal: () => Error;
}

export function writeOf<Schema extends Document>(
  collection: Collection<Schema>,
  operation: WriteOperation<Schema>,
  refusal: () => Error,
): Write {
  return {
    collection: collection as unknown as Collection,
    operation: operation as unknown as WriteOperation<Document>,
    refusal,
  };
}

/**
 * Makes the writes in as few commands as possible: those of one collection in their order, one
 * collection after the other.
 * @throws the refusal of a write that is not possible; the transaction must then abort.
 */
export async function makeWrites(writes: readonly Write[], session: ClientSession): Promise<void> {
  const byCollection = new Map<string, Write[]>();
  for (const write of writes) {
    const { namespace } = write.collection;
    const others = byCollection.get(namespace);
    if (others) others.push(write);
    else byCollection.set(namespace, [write]);
  }
  for (const together of byCollection.values()) await makeInOneCollection(together, session);
}

async function makeInOneCollection(
  writes: readonly Write[],
  session: ClientSession,
): Promise<void> {
  const [first] = writes;
  if (!first) return;
  const operations = writes.map(({ operation }) => operation);
  try {
    const made = await first.collection.bulkWrite(operations, { session });
    if (made.insertedCount + made.matchedCount + made.upsertedCount === writes.length) return;
  } catch (error) {
    throw duplicateAmong(writes, error)?.refusal() ?? error;
  }
  throw (writes.find(isGuarded) ?? first).refusal();
}

function duplicateAmong(writes: readonly Write[], error: unknown): Write | undefined {
  if (!(error instanceof MongoBulkWriteError) || !isDuplicateKey(error)) return undefined;
  const [failure] = [error.writeErrors].flat();
  return failure && writes[failure.index];
}

/** Whether the write is refused when it finds no document. */
function isGuarded({ operation }: Write): boolean {
  return 'updateOne' in operation && !operation.updateOne.upsert;
}
