import { type Db, ObjectId } from 'mongodb';
import {
  type CollectionIndexes,
  isDuplicateKey,
  type Transaction,
  within,
  writeOf,
} from '../storage/index.js';
import type { Hold } from './delivery-policy.js';
import type { EntryStatus, OutboxEntry, PostedAt } from './entry.js';
import { collectionName, type EntryDocument, fromDocument } from './entry-document.js';
import { LedgerStore } from './ledger-store.js';
import type { OutgoingMessage } from './outgoing-message.js';

/** One receiver: who is delivering to it now, and how long it must be left alone. */
interface ReceiverDocument {
  _id: string;
  leasedBy: string | null;
  leasedUntil: Date;
  pausedUntil: Date;
}

const receiversName = 'notification_receivers';
const oldestFirst = { queuedAt: 1, sequence: 1 } as const;

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

export class OutboxStore {
  readonly #entries;
  readonly #receivers;
  readonly ledger: LedgerStore;

  constructor(db: Db) {
    this.#entries = db.collection<EntryDocument>(collectionName);
    this.ledger = new LedgerStore(db);
    this.#receivers = db.collection<ReceiverDocument>(receiversName);
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

  /**
   * Receivers with an entry that has become due after `since` and up to `now`, and the next instant at
   * which another becomes due. Without `since`, all with an entry that is due.
   */
  async due(
    now: Date,
    since: Date | null = null,
  ): Promise<{ receivers: readonly string[]; nextAt: Date | null }> {
    const receivers = await this.#entries.distinct('to', {
      status: 'queued',
      nextAttemptAt: since === null ? { $lte: now } : { $gt: since, $lte: now },
    });
    const [next] = await this.#entries
      .find({ status: 'queued', nextAttemptAt: { $gt: now } })
      .sort({ nextAttemptAt: 1 })
      .limit(1)
      .toArray();
    return { receivers, nextAt: next?.nextAttemptAt ?? null };
  }

  /**
   * Makes `owner` the only one to deliver to `receiver` until `until`. What it holds already it
   * could not release, because the database was away.
   * @returns when the receiver may be written to, or null while another owner holds it.
   */
  async lease(receiver: string, owner: string, now: Date, until: Date): Promise<Date | null> {
    try {
      const leased = await this.#receivers.findOneAndUpdate(
        { _id: receiver, $or: [{ leasedUntil: { $lte: now } }, { leasedBy: owner }] },
        { $set: { leasedBy: owner, leasedUntil: until }, $setOnInsert: { pausedUntil: now } },
        { upsert: true, returnDocument: 'after' },
      );
      return leased?.pausedUntil ?? null;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** @returns false when `owner` no longer holds the receiver. */
  async renew(receiver: string, owner: string, until: Date): Promise<boolean> {
    const { matchedCount } = await this.#receivers.updateOne(
      { _id: receiver, leasedBy: owner },
      { $set: { leasedUntil: until } },
    );
    return matchedCount === 1;
  }

  async release(receiver: string, owner: string, now: Date, pausedUntil: Date): Promise<void> {
    await this.#receivers.updateOne(
      { _id: receiver, leasedBy: owner },
      { $set: { leasedBy: null, leasedUntil: now, pausedUntil } },
    );
  }

  /** Frees what processes that are no more were delivering to. */
  async releaseAll(now: Date): Promise<void> {
    await this.#receivers.updateMany(
      { leasedBy: { $ne: null } },
      { $set: { leasedBy: null, leasedUntil: now } },
    );
  }

  /** The oldest entry that is not held. */
  async oldestQueued(receiver: string, now: Date): Promise<OutboxEntry | null> {
    const [entry] = await this.oldestOfQueued(receiver, now, 1);
    return entry ?? null;
  }

  /** The oldest entries that are not held. */
  async oldestOfQueued(
    receiver: string,
    now: Date,
    limit: number,
  ): Promise<readonly OutboxEntry[]> {
    const documents = await this.#entries
      .find({
        to: receiver,
        status: 'queued',
        $or: [{ held: null }, { 'held.until': { $lte: now } }],
      })
      .sort(oldestFirst)
      .limit(limit)
      .toArray();
    return documents.map(fromDocument);
  }

  /** Lets an entry wait; that shortens nothing of its life unless that ends at an instant of its own. */
  async hold(
    { id, expiresAt, hasOwnExpiry }: Pick<OutboxEntry, 'id' | 'expiresAt' | 'hasOwnExpiry'>,
    { until, reason }: Hold,
    now: Date,
  ): Promise<void> {
    const heldMs = until.getTime() - now.getTime();
    await this.#entries.updateOne(
      { _id: id, status: 'queued' },
      {
        $set: {
          held: { until, reason },
          delayedBy: reason,
          nextAttemptAt: until,
          expiresAt: hasOwnExpiry ? expiresAt : new Date(expiresAt.getTime() + heldMs),
        },
      },
    );
  }

  async endHold(id: string, now: Date): Promise<void> {
    await this.#entries.updateOne(
      { _id: id, status: 'queued', held: { $ne: null } },
      { $set: { 'held.until': now, nextAttemptAt: now } },
    );
  }

  /** Ends every hold on what waits for `receiver`, so that it is judged anew. */
  async endHolds(receiver: string, now: Date, transaction: Transaction): Promise<void> {
    await this.#entries.updateMany(
      { to: receiver, status: 'queued', held: { $ne: null }, notBefore: { $exists: false } },
      { $set: { 'held.until': now, nextAttemptAt: now } },
      within(transaction),
    );
  }

  /** Puts one entry in place of several that are queued. */
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
    const { matchedCount } = await this.#entries.updateMany(
      { _id: { $in: parts.map(({ id }) => id) }, status: 'queued' },
      { $set: { status: 'merged', mergedInto, settledAt: now } },
      within(transaction),
    );
    if (matchedCount < parts.length) throw new Error('A message to be merged was cancelled');
    const message = { id: mergedInto, to: first.to, ...merged, expiresAt: lifeEnds };
    await this.insert([message], first.queuedAt, 0, transaction);
  }

  /** Whether a later text of the same message waits or has been sent. */
  async hasNewerText({ id, to, key }: OutboxEntry): Promise<boolean> {
    if (key === undefined) return false;
    const own = await this.#entries.findOne({ _id: id });
    if (!own) return false;
    const { queuedAt, sequence } = own;
    const newer = await this.#entries.findOne({
      to,
      key,
      status: { $in: ['queued', 'sent', 'merged'] },
      $or: [{ queuedAt: { $gt: queuedAt } }, { queuedAt, sequence: { $gt: sequence } }],
      repeats: { $exists: false },
    });
    return newer !== null;
  }

  /** Whether words of the message with that key stand in a merged one, where no edit reaches them. */
  async isMerged(receiver: string, key: string): Promise<boolean> {
    return (await this.#entries.findOne({ to: receiver, key, status: 'merged' })) !== null;
  }

  /** Where the message with that key stands in the chat. */
  async posted(receiver: string, key: string): Promise<PostedAt | null> {
    const [document] = await this.#entries
      .find({ to: receiver, key, status: 'sent' })
      .sort({ settledAt: -1 })
      .limit(1)
      .toArray();
    return document?.posted ?? null;
  }

  /** @returns false when the entry has been cancelled and must not be posted. */
  async markPosting(id: string, now: Date): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { _id: id, status: 'queued' },
      { $set: { postingSince: now } },
    );
    return matchedCount === 1;
  }

  /** @returns false when the entry is not waiting, or somebody has begun to post it. */
  async rewrite({ id, message }: OutgoingMessage, transaction: Transaction): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { _id: id, status: 'queued', postingSince: null },
      { $set: { message } },
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

  async markRetry(
    id: string,
    retry: {
      at: Date;
      error: string;
      certainlyNotPosted: boolean;
      delayedBy: OutboxEntry['delayedBy'];
    },
  ): Promise<void> {
    const cleared = retry.certainlyNotPosted ? { postingSince: null } : {};
    await this.#entries.updateOne(
      { _id: id },
      {
        $set: {
          nextAttemptAt: retry.at,
          error: retry.error,
          delayedBy: retry.delayedBy,
          ...cleared,
        },
        $inc: { attempts: 1 },
      },
    );
  }

  async settle(
    id: string,
    status: Exclude<EntryStatus, 'queued'>,
    settledAt: Date,
    detail: { posted?: PostedAt; postedAt?: Date; error?: string } = {},
  ): Promise<void> {
    await this.#entries.updateOne(
      { _id: id },
      { $set: { status, settledAt, postingSince: null, error: null, ...detail } },
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
      { $set: { status: 'queued', nextAttemptAt: now, expiresAt, attempts: 0, settledAt: null } },
      within(transaction),
    );
    return modifiedCount === 1;
  }
}

function expiryOf({ notBefore }: { notBefore?: Date }, queuedAt: Date, lifetimeMs: number): Date {
  return new Date((notBefore ?? queuedAt).getTime() + lifetimeMs);
}
