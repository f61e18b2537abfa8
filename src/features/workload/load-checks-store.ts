import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within, writeOf } from '../../storage/index.js';

/** That a member's load may have grown, and by what. */
export interface LoadCheck {
  readonly id: string;
  readonly memberId: string;
  readonly cause: LoadCause;
  readonly at: Date;
}

export type LoadCause =
  | { readonly kind: 'assignment' | 'estimate' | 'reopening'; readonly taskId: string }
  | { readonly kind: 'calendar' };

type CheckDocument = Omit<LoadCheck, 'id'> & { readonly _id: string };

const collectionName = 'load_checks';

export const loadCheckIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { at: 1 } }],
};

/** The checks that wait to be made. */
export class LoadChecksStore {
  readonly #checks;

  constructor(db: Db) {
    this.#checks = db.collection<CheckDocument>(collectionName);
  }

  enqueue(checks: readonly LoadCheck[], transaction: Transaction): Promise<void> {
    return transaction.write(
      checks.map(({ id, ...check }) =>
        writeOf(
          this.#checks,
          { updateOne: { filter: { _id: id }, update: { $setOnInsert: check }, upsert: true } },
          () => new Error(`the load check ${id} could not be queued`),
        ),
      ),
    );
  }

  async waiting(limit: number): Promise<readonly LoadCheck[]> {
    const documents = await this.#checks.find().sort({ at: 1 }).limit(limit).toArray();
    return documents.map(({ _id, ...check }) => ({ id: _id, ...check }));
  }

  async remove(ids: readonly string[], transaction: Transaction): Promise<void> {
    await this.#checks.deleteMany({ _id: { $in: ids } }, within(transaction));
  }
}
