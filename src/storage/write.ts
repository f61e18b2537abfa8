import {
  type Collection,
  type Document,
  type Filter,
  MongoServerError,
  type OptionalUnlessRequiredId,
  type UpdateFilter,
} from 'mongodb';
import { isDuplicateKey } from './errors.js';

/**
 * Inserts one document, or updates (upserts) one. Of entries, those that are written together share
 * one new document, which holds nothing else: many changes that each add one cost little more than one.
 */
export type WriteOperation<Schema extends Document> =
  | { readonly insertOne: { readonly document: OptionalUnlessRequiredId<Schema> } }
  | { readonly insertEntry: { readonly entry: EntryOf<Schema> } }
  | {
      readonly updateOne: {
        readonly filter: Filter<Schema>;
        readonly update: UpdateFilter<Schema> | Document[];
        readonly upsert?: boolean;
      };
    };

type EntryOf<Schema> = Schema extends { readonly entries: readonly (infer Entry)[] }
  ? Entry
  : never;

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

/** Cuts the writes, in their order, into those of one kind that one command can hold. */
function alike(writes: readonly Write[]): readonly (readonly Write[])[] {
  const parts: Write[][] = [];
  for (const write of writes) {
    const part = parts.at(-1);
    const [first] = part ?? [];
    if (part && first && part.length < mostInCommand && kindOf(first) === kindOf(write))
      part.push(write);
    else parts.push([write]);
  }
  return parts;
}

async function makeTogether(writes: readonly Write[], run: RunCommand): Promise<void> {
  const [first] = writes;
  if (!first) return;
  const reply = await run(commandOf(first, writes));
  const [failure] = (reply['writeErrors'] ?? []) as readonly (Document & { index: number })[];
  if (failure) {
    const error = new MongoServerError({ ...failure, message: failure['errmsg'] as string });
    throw (isDuplicateKey(error) && writes[failure.index]?.refusal()) || error;
  }
  const expected = kindOf(first) === 'insertEntry' ? 1 : writes.length;
  if (reply['n'] !== expected) throw (writes.find(isGuarded) ?? first).refusal();
}

function commandOf(first: Write, writes: readonly Write[]): Document {
  const { collectionName } = first.collection;
  const documents: Document[] = [];
  const entries: Document[] = [];
  const updates: Document[] = [];
  for (const { operation } of writes) {
    if ('insertOne' in operation) documents.push(operation.insertOne.document);
    else if ('insertEntry' in operation) entries.push(operation.insertEntry.entry);
    else {
      const { filter, update, upsert = false } = operation.updateOne;
      updates.push({ q: filter, u: update, upsert });
    }
  }
  if (entries.length > 0) documents.push({ entries });
  return documents.length > 0
    ? { insert: collectionName, documents }
    : { update: collectionName, updates };
}

function kindOf({ operation }: Write): 'insertOne' | 'insertEntry' | 'updateOne' {
  if ('insertOne' in operation) return 'insertOne';
  return 'insertEntry' in operation ? 'insertEntry' : 'updateOne';
}

/** Whether the write is refused when it finds no document. */
function isGuarded({ operation }: Write): boolean {
  return 'updateOne' in operation && !operation.updateOne.upsert;
}
