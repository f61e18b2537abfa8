import type { Db } from 'mongodb';
import {
  type CollectionIndexes,
  isDuplicateKey,
  type Transaction,
  writeOf,
} from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Snapshot } from './snapshot.js';

type SnapshotDocument = Snapshot & { _id: string };

/** A wish for a new score of one member, made by what happened to a task. */
export interface ScoreUpdate {
  /** The intent that caused it. */
  readonly id: string;
  readonly memberId: string;
  readonly state: 'waiting' | 'failed';
  /** How often it has failed. */
  readonly attempts: number;
  readonly dueAt: Date;
  readonly error: string | null;
}

type UpdateDocument = Omit<ScoreUpdate, 'id'> & { _id: string };

const scoresName = 'performance_scores';
const updatesName = 'performance_updates';

export const performanceIndexes: readonly CollectionIndexes[] = [
  {
    collection: scoresName,
    indexes: [{ key: { memberId: 1, day: -1 } }, { key: { teamId: 1, day: -1 } }],
  },
  { collection: updatesName, indexes: [{ key: { state: 1, dueAt: 1 } }, { key: { memberId: 1 } }] },
];

export class PerformanceStore {
  readonly #scores;
  readonly #updates;

  constructor(db: Db) {
    this.#scores = db.collection<SnapshotDocument>(scoresName);
    this.#updates = db.collection<UpdateDocument>(updatesName);
  }

  /** Keeps the snapshot of a member and day, unless one computed later is there already. */
  async save(snapshot: Snapshot): Promise<void> {
    const id = `${snapshot.memberId} ${snapshot.day}`;
    try {
      await this.#scores.replaceOne({ _id: id, at: { $lte: snapshot.at } }, snapshot, {
        upsert: true,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The last snapshot of the member up to `day`. */
  async latest(memberId: string, day: LocalDay): Promise<Snapshot | null> {
    const [document] = await this.#scores
      .find({ memberId, day: { $lte: day } })
      .sort({ day: -1 })
      .limit(1)
      .toArray();
    return document ? fromDocument(document) : null;
  }

  /** Queues updates; the same event for the same member is queued once. */
  enqueue(updates: readonly ScoreUpdate[], transaction: Transaction): Promise<void> {
    return transaction.write(
      updates.map(({ id, ...update }) =>
        writeOf(
          this.#updates,
          {
            updateOne: {
              filter: { _id: id },
              update: { $setOnInsert: update },
              upsert: true,
            },
          },
          () => new Error(`the score update ${id} could not be queued`),
        ),
      ),
    );
  }

  async due(now: Date, limit: number): Promise<readonly ScoreUpdate[]> {
    const documents = await this.#updates
      .find({ state: 'waiting', dueAt: { $lte: now } })
      .sort({ dueAt: 1 })
      .limit(limit)
      .toArray();
    return documents.map(updateFrom);
  }

  /** The member's updates that have not come about. */
  async outstanding(memberId: string): Promise<readonly ScoreUpdate[]> {
    return (await this.#updates.find({ memberId }).toArray()).map(updateFrom);
  }

  /** Removes updates that were done, and with them the member's failed ones. */
  async settle(memberId: string, ids: readonly string[]): Promise<void> {
    await this.#updates.deleteMany({
      memberId,
      $or: [{ _id: { $in: [...ids] } }, { state: 'failed' }],
    });
  }

  async putOff(
    ids: readonly string[],
    { state, attempts, dueAt, error }: Omit<ScoreUpdate, 'id' | 'memberId'>,
  ): Promise<void> {
    await this.#updates.updateMany(
      { _id: { $in: [...ids] } },
      { $set: { state, attempts, dueAt, error } },
    );
  }
}

function fromDocument({ _id, ...snapshot }: SnapshotDocument): Snapshot {
  return snapshot;
}

function updateFrom({ _id, ...update }: UpdateDocument): ScoreUpdate {
  return { id: _id, ...update };
}
