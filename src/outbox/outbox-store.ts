import { type Db, ObjectId } from 'mongodb';
import { type CollectionIndexes, type Transaction, within, writeOf } from '../storage/index.js';
import type { OutboxEntry } from './entry.js';
import { collectionName, type EntryDocument } from './entry-document.js';
import { LeasesStore } from './leases-store.js';
import { LedgerStore } from './ledger-store.js';
import type { OutgoingMessage } from './outgoing-message.js';
import { QueueStore } from './queue-store.js';

export const outboxIndexes: readonly CollectionIndexes[] = [
  {
    collection: collectionName,
    indexes: [
      { key: { status: 1, nextAttemptAt: 1 } },
      { key: { to: 1, status: 1, queuedAt: 1, sequence: 1 } },
      { key: { to: 1, key: 1, status: 1 } },
      { key: { queuedAt: 1 } },
      { key: { 'posted.ts': 1 }, sparse: true },
      { key: { causedBy: 1 }, sparse: true },
    ],
  },
];

/** Messages as the changes that cause them write them, each in the transaction of its change. */
export class OutboxStore {
  readonly #entries;
  readonly ledger: LedgerStore;
  readonly queue: QueueStore;
  readonly leases: LeasesStore;

  constructor(db: Db) {
    this.#entries = db.collection<EntryDocument>(collectionName);
    this.ledger = new LedgerStore(db);
    this.queue = new QueueStore(db);
    this.leases = new LeasesStore(db);
  }

  /** Inserts `messages`, leaving alone those whose id exists already. */
  insert(
    messages: readonly OutgoingMessage[],
    queuedAt: Date,
    defaultLifetimeMs: number,
    transaction: Transaction,
  ): Promise<void> {
    const upserts = messages.map(({ id, ...message }) => {
      const $setOnInsert = {
        ...message,
        sequence: new ObjectId(),
        status: 'queued' as const,
        revision: 0,
        queuedAt,
        expiresAt: message.expiresAt ?? expiryOf(message, queuedAt, defaultLifetimeMs),
        hasOwnExpiry: message.expiresAt !== undefined,
        nextAttemptAt: message.notBefore ?? queuedAt,
        attempts: 0,
        postingSince: null,
        settledAt: null,
        postedAt: null,
        actedOnAt: null,
        held: message.notBefore ? { until: message.notBefore, reason: 'snoozed' as const } : null,
        delayedBy: null,
        mergedInto: null,
        posted: null,
        error: null,
      };
      return writeOf(
        this.#entries,
        { updateOne: { filter: { _id: id }, update: { $setOnInsert }, upsert: true } },
        () => new Error(`The message ${id} could not be queued`),
      );
    });
    return transaction.write(upserts);
  }

  /** Ends every hold on what waits for `receiver`, so that it is judged anew. */
  async endHolds(receiver: string, now: Date, transaction: Transaction): Promise<void> {
    await this.#entries.updateMany(
      { to: receiver, status: 'queued', held: { $ne: null }, notBefore: { $exists: false } },
      { $set: { 'held.until': now, nextAttemptAt: now } },
      within(transaction),
    );
  }

  /**
   * Puts one entry in place of several that are queued. It is worth delivering for as long as any of
   * them is.
   * @throws when one of them has been cancelled or rewritten since it was read.
   */
  async merge(
    parts: readonly OutboxEntry[],
    merged: Pick<OutgoingMessage, 'message' | 'parts'>,
    now: Date,
    transaction: Transaction,
  ): Promise<void> {
    const [first] = parts.toSorted((left, right) => +left.queuedAt - +right.queuedAt);
    if (!first) return;
    const mergedInto = `merged/${first.id}`;
    const lifeEnds = new Date(Math.max(...parts.map(({ expiresAt }) => expiresAt.getTime())));
    const lifetimeMs = lifeEnds.getTime() - first.queuedAt.getTime();
    const hasOwnExpiry = parts.every((part) => part.hasOwnExpiry);
    const { matchedCount } = await this.#entries.updateMany(
      { $or: parts.map(({ id, revision }) => ({ _id: id, revision })), status: 'queued' },
      { $set: { status: 'merged', mergedInto, settledAt: now } },
      within(transaction),
    );
    if (matchedCount < parts.length)
      throw new Error('A message to be merged was cancelled or rewritten');
    const expiry = hasOwnExpiry ? { expiresAt: lifeEnds } : {};
    const message = { id: mergedInto, to: first.to, ...merged, ...expiry };
    await this.insert([message], first.queuedAt, lifetimeMs, transaction);
  }

  /** @returns false when the entry is not waiting, or somebody has begun to post it. */
  async rewrite({ id, message }: OutgoingMessage, transaction: Transaction): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { _id: id, status: 'queued', postingSince: null },
      { $set: { message }, $inc: { revision: 1 } },
      within(transaction),
    );
    return matchedCount === 1;
  }

  async cancel(causedBy: string, settledAt: Date, transaction: Transaction): Promise<void> {
    await this.#entries.updateMany(
      { causedBy, status: 'queued', postingSince: null },
      { $set: { status: 'cancelled', settledAt } },
      within(transaction),
    );
  }

  /** Queues a failed or expired entry again. @returns false when there is none with that id. */
  async requeue(
    id: string,
    now: Date,
    expiresAt: Date,
    transaction: Transaction,
  ): Promise<boolean> {
    const { modifiedCount } = await this.#entries.updateOne(
      { _id: id, status: { $in: ['failed', 'expired'] } },
      {
        $set: {
          status: 'queued',
          nextAttemptAt: now,
          expiresAt,
          hasOwnExpiry: false,
          attempts: 0,
          settledAt: null,
        },
        $inc: { revision: 1 },
      },
      within(transaction),
    );
    return modifiedCount === 1;
  }
}

function expiryOf({ notBefore }: { notBefore?: Date }, queuedAt: Date, lifetimeMs: number): Date {
  return new Date((notBefore ?? queuedAt).getTime() + lifetimeMs);
}
