import type { Db } from 'mongodb';
import { type Transaction, within } from '../storage/index.js';
import type { Hold } from './delivery-policy.js';
import type { EntryStatus, OutboxEntry, PostedAt } from './entry.js';
import { collectionName, type EntryDocument, fromDocument } from './entry-document.js';

const oldestFirst = { queuedAt: 1, sequence: 1 } as const;

/** What is known of an entry once it waits no longer. */
export interface Settlement {
  readonly posted?: PostedAt;
  readonly postedAt?: Date;
  /** It is known how the last post ended. */
  readonly postingSince?: null;
  readonly error?: string | null;
}

/** What waits to be delivered, and what came of each attempt. */
export class QueueStore {
  readonly #entries;

  constructor(db: Db) {
    this.#entries = db.collection<EntryDocument>(collectionName);
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

  /** Whether a later text of the same message has one of those statuses. */
  async hasNewerText(
    { id, to, key }: OutboxEntry,
    statuses: readonly EntryStatus[],
  ): Promise<boolean> {
    if (key === undefined) return false;
    const own = await this.#entries.findOne({ _id: id });
    if (!own) return false;
    const { queuedAt, sequence } = own;
    const newer = await this.#entries.findOne({
      to,
      key,
      status: { $in: [...statuses] },
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

  /** Where the message of that entry stands; null when it does not, or with the words of another. */
  async postedBy(id: string): Promise<PostedAt | null> {
    const posted = (await this.#entries.findOne({ _id: id }))?.posted;
    if (!posted) return null;
    const [last] = await this.#entries
      .find({ 'posted.ts': posted.ts, 'posted.channel': posted.channel })
      .sort({ settledAt: -1 })
      .limit(1)
      .toArray();
    return last && fromDocument(last).id === id ? posted : null;
  }

  /** @returns false when the entry has been cancelled or rewritten and must not be posted so. */
  async markPosting({ id, revision }: OutboxEntry, now: Date): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { _id: id, revision, status: 'queued' },
      { $set: { postingSince: now } },
    );
    return matchedCount === 1;
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

  /** @returns false when the entry waits no longer, or has been rewritten: then it stays as it is. */
  async settle(
    { id, revision }: OutboxEntry,
    status: Exclude<EntryStatus, 'queued'>,
    settledAt: Date,
    detail: Settlement = {},
    transaction?: Transaction,
  ): Promise<boolean> {
    const { matchedCount } = await this.#entries.updateOne(
      { _id: id, revision, status: 'queued' },
      { $set: { status, settledAt, error: null, ...detail } },
      within(transaction),
    );
    return matchedCount === 1;
  }
}
