import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, writeOf } from '../storage/index.js';

/** Asks for something to be done soon after the change that asks for it has been committed. */
export interface WorkRequest {
  /** What is to be done; names the handler. */
  readonly kind: string;
  /** The id of whom or what it is done to. */
  readonly subject: string;
  readonly cause: string;
  readonly dueAt: Date;
}

/** There is one for a kind and a subject: doing it does it for all who asked before it began. */
export interface QueuedWork extends WorkRequest {
  readonly id: string;
  /** Who asked last. */
  readonly cause: string;
  /** How often it was asked for; what was asked for several times before anybody looked counts once. */
  readonly requests: number;
  readonly state: 'waiting' | 'failed';
  /** How often it has failed since it was asked for. */
  readonly failures: number;
  readonly error: string | null;
  /** Nobody else does it before this instant; grows with each claim. */
  readonly heldUntil: Date;
}

type WorkDocument = Omit<QueuedWork, 'id'> & { _id: string };

/** What was asked for in one commit, and has not become items yet. */
interface RequestsDocument {
  readonly entries: readonly (WorkRequest & { readonly id: string })[];
}

const collectionName = 'work_items';
const requestsCollectionName = 'work_requests';
const requestsAtOnce = 100;
/** Commands of somebody who waits for an answer come between two lots. */
const updatesAtOnce = 20;
const notHeld = new Date(0);

export const workIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { state: 1, dueAt: 1 } }],
};

/**
 * Work is asked for by entries that a commit only adds, so that changes made at the same time never
 * wait for each other; the items of whom it concerns are moved afterwards.
 */
export class WorkStore {
  readonly #items;
  readonly #requests;
  readonly #wake;

  /** @param wake is called after each commit that queued something */
  constructor(db: Db, wake: () => void = () => {}) {
    this.#items = db.collection<WorkDocument>(collectionName);
    this.#requests = db.collection<RequestsDocument>(requestsCollectionName);
    this.#wake = wake;
  }

  /**
   * Queues work as part of `transaction`. Asked for again, it is due when the last request says, and
   * what had failed is tried anew.
   */
  async enqueue(requests: readonly WorkRequest[], transaction: Transaction): Promise<void> {
    if (requests.length === 0) return;
    await transaction.write(
      requests.map((request) => {
        const id = idOf(request.kind, request.subject);
        return writeOf(
          this.#requests,
          { insertEntry: { entry: { ...request, id } } },
          () => new Error(`the work ${id} could not be queued`),
        );
      }),
    );
    transaction.afterCommit(this.#wake);
  }

  /** Makes items of what was asked for. After a crash in between they are asked for once more. */
  async #takeIn(): Promise<void> {
    const asked = await this.#requests.find().sort({ _id: 1 }).limit(requestsAtOnce).toArray();
    if (asked.length === 0) return;
    const latest = new Map(
      asked.flatMap(({ entries }) => entries).map((entry) => [entry.id, entry]),
    );
    const updates = [...latest.values()].map(({ id, kind, subject, cause, dueAt }) => ({
      updateOne: {
        filter: { _id: id },
        update: {
          $set: { cause, dueAt, state: 'waiting' as const, failures: 0 },
          $inc: { requests: 1 },
          $setOnInsert: { kind, subject, error: null, heldUntil: notHeld },
        },
        upsert: true,
      },
    }));
    while (updates.length > 0)
      await this.#items.bulkWrite(updates.splice(0, updatesAtOnce), { ordered: false });
    await this.#requests.deleteMany({ _id: { $in: asked.map(({ _id }) => _id) } });
    if (asked.length === requestsAtOnce) await this.#takeIn();
  }

  /** Takes the item that has been due for longest, until `heldUntil`; null when none is due. */
  async claim(now: Date, heldUntil: Date): Promise<QueuedWork | null> {
    await this.#takeIn();
    const document = await this.#items.findOneAndUpdate(
      { state: 'waiting', dueAt: { $lte: now }, heldUntil: { $lte: now } },
      { $set: { heldUntil } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );
    return document && fromDocument(document);
  }

  /** Forgets what has been done; what was asked for again meanwhile is done again. */
  async settle(item: QueuedWork): Promise<void> {
    const { deletedCount } = await this.#items.deleteOne(asClaimed(item));
    if (deletedCount === 0) await this.#release(item);
  }

  /** Leaves it for later; what was asked for again meanwhile stays as due as it was asked for. */
  async putOff(
    item: QueuedWork,
    later: Pick<QueuedWork, 'state' | 'failures' | 'error' | 'dueAt'>,
  ): Promise<void> {
    const { state, failures, error, dueAt } = later;
    const { matchedCount } = await this.#items.updateOne(asClaimed(item), {
      $set: { state, failures, error, dueAt, heldUntil: notHeld },
    });
    if (matchedCount === 0) await this.#release(item);
  }

  async #release({ id }: QueuedWork): Promise<void> {
    await this.#items.updateOne({ _id: id }, { $set: { heldUntil: notHeld } });
  }

  /** What a process that was killed had begun is done again at once. */
  async releaseAll(): Promise<void> {
    await this.#items.updateMany({ state: 'waiting' }, { $set: { heldUntil: notHeld } });
  }

  /** What of that kind failed for that subject, for good; null when nothing did. */
  async failed(kind: string, subject: string): Promise<QueuedWork | null> {
    await this.#takeIn();
    const document = await this.#items.findOne({ _id: idOf(kind, subject), state: 'failed' });
    return document && fromDocument(document);
  }

  async isWaiting(kind: string, subject: string): Promise<boolean> {
    const id = idOf(kind, subject);
    const found = await Promise.all([
      this.#items.findOne({ _id: id, state: 'waiting' }, { projection: { _id: 1 } }),
      this.#requests.findOne({ 'entries.id': id }, { projection: { _id: 1 } }),
    ]);
    return found.some((document) => document !== null);
  }

  /** Failed items first, then those that wait, the earliest due first. */
  async list(limit: number): Promise<readonly QueuedWork[]> {
    await this.#takeIn();
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

function idOf(kind: string, subject: string): string {
  return `${kind}/${subject}`;
}

/** Finds the item unless it was asked for again since it was claimed. */
function asClaimed({ id, requests }: QueuedWork) {
  return { _id: id, requests };
}

function fromDocument({ _id, ...item }: WorkDocument): QueuedWork {
  return { id: _id, ...item };
}
