import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, writeOf } from '../storage/index.js';

/** Something to be done once, soon after the change that asks for it has been committed. */
export interface WorkItem {
  /** Deterministic, so that the same intent asks for it once. */
  readonly id: string;
  /** What is to be done; names the handler. */
  readonly kind: string;
  /** The id of whom or what it is done to. */
  readonly subject: string;
  readonly dueAt: Date;
}

export interface QueuedWork extends WorkItem {
  readonly state: 'waiting' | 'failed';
  /** How often it has failed. */
  readonly failures: number;
  readonly error: string | null;
  /** Nobody else does it before this instant; grows with each claim. */
  readonly heldUntil: Date;
}

type WorkDocument = Omit<QueuedWork, 'id'> & { _id: string };

const collectionName = 'work_items';
const notHeld = new Date(0);

export const workIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { state: 1, dueAt: 1 } }, { key: { kind: 1, subject: 1, state: 1 } }],
};

export class WorkStore {
  readonly #items;
  readonly #wake;

  /** @param wake is called after each commit that queued something */
  constructor(db: Db, wake: () => void = () => {}) {
    this.#items = db.collection<WorkDocument>(collectionName);
    this.#wake = wake;
  }

  /** Queues work as part of `transaction`; an item whose id is known is left alone. */
  async enqueue(items: readonly WorkItem[], transaction: Transaction): Promise<void> {
    if (items.length === 0) return;
    await transaction.write(
      items.map(({ id, ...item }) =>
        writeOf(
          this.#items,
          {
            updateOne: {
              filter: { _id: id },
              update: {
                $setOnInsert: {
                  ...item,
                  state: 'waiting' as const,
                  failures: 0,
                  error: null,
                  heldUntil: notHeld,
                },
              },
              upsert: true,
            },
          },
          () => new Error(`the work ${id} could not be queued`),
        ),
      ),
    );
    transaction.afterCommit(this.#wake);
  }

  /** Takes the item that has been due for longest, until `heldUntil`; null when none is due. */
  async claim(now: Date, heldUntil: Date): Promise<QueuedWork | null> {
    const document = await this.#items.findOneAndUpdate(
      { state: 'waiting', dueAt: { $lte: now }, heldUntil: { $lte: now } },
      { $set: { heldUntil } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );
    return document && fromDocument(document);
  }

  /** Forgets other items that ask for the same and are due: doing `item` does them too. */
  async mergeInto({ id, kind, subject }: QueuedWork, now: Date): Promise<void> {
    await this.#items.deleteMany({
      _id: { $ne: id },
      kind,
      subject,
      state: 'waiting',
      dueAt: { $lte: now },
      heldUntil: { $lte: now },
    });
  }

  /** Forgets what has been done, and what had failed of the same: it has been done now too. */
  async settle({ id, kind, subject }: QueuedWork): Promise<void> {
    await this.#items.bulkWrite([
      { deleteOne: { filter: { _id: id } } },
      { deleteMany: { filter: { state: 'failed', kind, subject } } },
    ]);
  }

  async putOff(
    { id }: QueuedWork,
    later: Pick<QueuedWork, 'state' | 'failures' | 'error' | 'dueAt'>,
  ): Promise<void> {
    await this.#items.updateOne({ _id: id }, { $set: { ...later, heldUntil: notHeld } });
  }

  /** What a process that was killed had begun is done again at once. */
  async releaseAll(): Promise<void> {
    await this.#items.updateMany({ state: 'waiting' }, { $set: { heldUntil: notHeld } });
  }

  /** An item of that kind and subject that failed for good; null when there is none. */
  async failed(kind: string, subject: string): Promise<QueuedWork | null> {
    const document = await this.#items.findOne({ state: 'failed', kind, subject });
    return document && fromDocument(document);
  }

  /** When the last item of that kind and subject is due, after `from` and up to `to`. */
  async latestDue(kind: string, subject: string, from: Date, to: Date): Promise<Date | null> {
    const document = await this.#items.findOne(
      { state: 'waiting', dueAt: { $gt: from, $lte: to }, kind, subject },
      { sort: { dueAt: -1 } },
    );
    return document && document.dueAt;
  }

  /** Failed items first, then those that wait, the earliest due first. */
  async list(limit: number): Promise<readonly QueuedWork[]> {
    const documents = await this.#items.find().sort({ state: 1, dueAt: 1 }).limit(limit).toArray();
    return documents.map(fromDocument);
  }

  /** Lets a failed item be tried again. @returns false when there is none with that id. */
  async retry(id: string, now: Date, transaction: Transaction): Promise<boolean> {
    const { matchedCount } = await this.#items.updateOne(
      { _id: id, state: 'failed' },
      { $set: { state: 'waiting', failures: 0, dueAt: now, heldUntil: notHeld } },
      { session: transaction.session },
    );
    transaction.afterCommit(this.#wake);
    return matchedCount === 1;
  }
}

function fromDocument({ _id, ...item }: WorkDocument): QueuedWork {
  return { id: _id, ...item };
}
