import type { Db } from 'mongodb';
import { type CollectionIndexes, isDuplicateKey } from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Snapshot } from './snapshot.js';

type SnapshotDocument = Snapshot & { _id: string };

const scoresName = 'performance_scores';

export const performanceIndexes: readonly CollectionIndexes[] = [
  {
    collection: scoresName,
    indexes: [{ key: { memberId: 1, day: -1 } }, { key: { teamId: 1, day: -1 } }],
  },
];

export class PerformanceStore {
  readonly #scores;

  constructor(db: Db) {
    this.#scores = db.collection<SnapshotDocument>(scoresName);
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
}

function fromDocument({ _id, ...snapshot }: SnapshotDocument): Snapshot {
  return snapshot;
}
