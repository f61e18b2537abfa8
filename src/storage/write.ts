import {
  type Collection,
  type Document,
  type Filter,
  MongoServerError,
  type OptionalUnlessRequiredId,
  type UpdateFilter,
} from 'mongodb';
import { isDuplicateKey } from './errors.js';

/** Inserts one document, or updates (upserts) one. */
export type WriteOperation<Schema extends Document> =
  | { readonly insertOne: { readonly document: OptionalUnlessRequiredId<Schema> } }
  | {
      readonly updateOne: {
        readonly filter: Filter<Schema>;
        readonly update: UpdateFilter<Schema> | Document[];
        readonly upsert?: boolean;
      };
    };

/** One write as data, to be made alone or together with others. */
export interface Write {
  readonly collection: Collection;
  readonly operation: WriteOperation<Document>;
  /** The error when the document to insert exists, or the one to update does not. */
  readonly refusal: () => Error;
}

/** What runs a command of MongoDB in the transaction. */
export type RunCommand = (command: Document) => Promise<Document>;

/** MongoDB takes 16 MiB of documents in one command; none that is written here has 100 KiB. */
const mostInCommand = 100;

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
 * collection after the other. The commands are MongoDB's own: the driver's bulk writes measure each
 * document before they send it, and all that is written here is small.
 * @throws the refusal of a write that is not possible; the transaction must then abort.
 */
export async function makeWrites(writes: readonly Write[], run: RunCommand): Promise<void> {
  const byCollection = new Map<string, Write[]>();
  for (const write of writes) {
    const { namespace } = write.collection;
    const others = byCollection.get(namespace);
    if (others) others.push(write);
    else byCollection.set(namespace, [write]);
  }
  for (const ofOne of byCollection.values()) {
    for (const together of alike(ofOne)) await makeTogether(together, run);
  }
}

/** Cuts the writes, in their order, into insertions or updates that one command can hold. */
function alike(writes: readonly Write[]): readonly (readonly Write[])[] {
  const parts: Write[][] = [];
  for (const write of writes) {
    const part = parts.at(-1);
    const [first] = part ?? [];
    if (part && first && part.length < mostInCommand && isInsertion(first) === isInsertion(write))
      part.push(write);
    else parts.push([write]);
  }
  return parts;
}

async function makeTogether(writes: readonly Write[], run: RunCommand): Promise<void> {
  const [first] = writes;
  if (!first) return;
  const reply = await run(commandOf(first.collection.collectionName, writes));
  const [failure] = (reply['writeErrors'] ?? []) as readonly (Document & { index: number })[];
  if (failure) {
    const error = new MongoServerError({ ...failure, message: failure['errmsg'] as string });
    throw (isDuplicateKey(error) && writes[failure.index]?.refusal()) || error;
  }
  if (reply['n'] !== writes.length) throw (writes.find(isGuarded) ?? first).refusal();
}

function commandOf(collection: string, writes: readonly Write[]): Document {
  const documents: Document[] = [];
  const updates: Document[] = [];
  for (const { operation } of writes) {
    if ('insertOne' in operation) documents.push(operation.insertOne.document);
    else {
      const { filter, update, upsert = false } = operation.updateOne;
      updates.push({ q: filter, u: update, upsert });
    }
  }
  return documents.length > 0 ? { insert: collection, documents } : { update: collection, updates };
}

function isInsertion({ operation }: Write): boolean {
  return 'insertOne' in operation;
}

/** Whether the write is refused when it finds no document. */
function isGuarded({ operation }: Write): boolean {
  return 'updateOne' in operation && !operation.updateOne.upsert;
}
