import type { Db } from 'mongodb';
import type { EntryStatus, OutboxEntry, PostedAt } from './entry.js';
import { collectionName, type EntryDocument, fromDocument } from './entry-document.js';

/** What became of the messages of one type since an instant. */
export interface TypeTally {
  readonly template: string;
  /** As messages of their own. */
  readonly posted: number;
  /** Of those, how many somebody answered by a button. */
  readonly actedOn: number;
  readonly merged: number;
  readonly muted: number;
}

export interface MethodLimit {
  readonly method: string;
  readonly until: Date;
}

interface LimitDocument {
  _id: string;
  until: Date;
}

/** What became of the messages. */
export class LedgerStore {
  readonly #entries;
  readonly #limits;

  constructor(db: Db) {
    this.#entries = db.collection<EntryDocument>(collectionName);
    this.#limits = db.collection<LimitDocument>('notification_limits');
  }

  async entry(id: string): Promise<OutboxEntry | null> {
    const document = await this.#entries.findOne({ _id: id });
    return document && fromDocument(document);
  }

  /** What `receiver` got as new messages since then. */
  async postedSince(
    receiver: string,
    since: Date,
  ): Promise<readonly { readonly template: string; readonly postedAt: Date }[]> {
    const documents = await this.#entries
      .find({ to: receiver, status: 'sent', postedAt: { $gte: since } })
      .project<{ message: { template: string }; postedAt: Date }>({
        'message.template': 1,
        postedAt: 1,
      })
      .toArray();
    return documents.map(({ message, postedAt }) => ({ template: message.template, postedAt }));
  }

  /** The last message of that type that `receiver` got before `before`. */
  async lastPosted(receiver: string, template: string, before: Date): Promise<OutboxEntry | null> {
    const [document] = await this.#entries
      .find({
        to: receiver,
        status: 'sent',
        'message.template': template,
        postedAt: { $lt: before },
      })
      .sort({ postedAt: -1 })
      .limit(1)
      .toArray();
    return document ? fromDocument(document) : null;
  }

  /** Notes that somebody pressed a button of the message that stands at `posted`. */
  async noteActedOn({ channel, ts }: PostedAt, at: Date): Promise<void> {
    await this.#entries.updateMany(
      { 'posted.ts': ts, 'posted.channel': channel, actedOnAt: null },
      { $set: { actedOnAt: at } },
    );
  }

  async tallySince(since: Date): Promise<readonly TypeTally[]> {
    const documents = await this.#entries
      .find({ queuedAt: { $gte: since } })
      .project<Pick<EntryDocument, 'message' | 'status' | 'postedAt' | 'actedOnAt'>>({
        'message.template': 1,
        status: 1,
        postedAt: 1,
        actedOnAt: 1,
      })
      .toArray();
    const templates = [...new Set(documents.map(({ message }) => message.template))];
    return templates
      .map((template) => tally(template, documents))
      .toSorted((left, right) => right.posted - left.posted);
  }

  async countByStatus(): Promise<Readonly<Partial<Record<EntryStatus, number>>>> {
    const groups = await this.#entries
      .aggregate<{ _id: EntryStatus; count: number }>([
        { $group: { _id: '$status', count: { $sum: 1 } } },
      ])
      .toArray();
    return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
  }

  /** How many entries are due or being tried again, and since when the oldest of them waits. */
  async waiting(now: Date): Promise<{ readonly count: number; readonly since: Date | null }> {
    const notHeld = {
      status: 'queued' as const,
      $or: [{ held: null }, { 'held.until': { $lte: now } }],
    };
    const [oldest] = await this.#entries.find(notHeld).sort({ queuedAt: 1 }).limit(1).toArray();
    const since = oldest ? (oldest.held?.until ?? oldest.queuedAt) : null;
    return { count: await this.#entries.countDocuments(notHeld), since };
  }

  failedSince(since: Date): Promise<number> {
    return this.#entries.countDocuments({ status: 'failed', settledAt: { $gte: since } });
  }

  async noteLimit({ method, until }: MethodLimit): Promise<void> {
    await this.#limits.updateOne({ _id: method }, { $set: { until } }, { upsert: true });
  }

  async limitsAt(now: Date): Promise<readonly MethodLimit[]> {
    const documents = await this.#limits.find({ until: { $gt: now } }).toArray();
    return documents.map(({ _id, until }) => ({ method: _id, until }));
  }

  /** Newest first. */
  async latest(statuses: readonly EntryStatus[], limit: number): Promise<readonly OutboxEntry[]> {
    const documents = await this.#entries
      .find({ status: { $in: [...statuses] } })
      .sort({ queuedAt: -1 })
      .limit(limit)
      .toArray();
    return documents.map(fromDocument);
  }
}

function tally(
  template: string,
  entries: readonly Pick<EntryDocument, 'message' | 'status' | 'postedAt' | 'actedOnAt'>[],
): TypeTally {
  const ofType = entries.filter(({ message }) => message.template === template);
  const posted = ofType.filter(({ postedAt }) => postedAt != null);
  return {
    template,
    posted: posted.length,
    actedOn: posted.filter(({ actedOnAt }) => actedOnAt !== null).length,
    merged: ofType.filter(({ status }) => status === 'merged').length,
    muted: ofType.filter(({ status }) => status === 'muted').length,
  };
}
