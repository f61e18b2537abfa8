import type { Db } from 'mongodb';
import type { CollectionIndexes } from '../storage/index.js';

export const agendaCollection = 'agendaJobs';

/** Two processes that register the same recurring job at once must not leave two of it. */
export const agendaIndexes: CollectionIndexes = {
  collection: agendaCollection,
  indexes: [
    {
      key: { name: 1 },
      name: 'recurringJobOnce',
      unique: true,
      partialFilterExpression: { type: 'single' },
    },
  ],
};

/** Looks at Agenda's jobs without running any. */
export class JobQueueStore {
  readonly #jobs;

  constructor(db: Db) {
    this.#jobs = db.collection<{ name: string; lockedAt: Date | null }>(agendaCollection);
  }

  /** Names of the jobs that should have run before `instant`. */
  async overdue(instant: Date): Promise<readonly string[]> {
    return this.#jobs.distinct('name', { nextRunAt: { $lt: instant }, lockedAt: null });
  }

  /** Frees the jobs of processes that are no more. */
  async unlockAll(): Promise<void> {
    await this.#jobs.updateMany({ lockedAt: { $ne: null } }, { $set: { lockedAt: null } });
  }
}

/**
 * Removes recurring jobs other than those called `names`, such as an earlier version had: nobody
 * would ever run them. @returns what they were called.
 */
export async function removeOtherJobs(
  db: Db,
  names: readonly string[],
): Promise<readonly string[]> {
  const jobs = db.collection<{ name: string }>(agendaCollection);
  const others = { name: { $nin: [...names] }, repeatInterval: { $ne: null } };
  const found = await jobs.find(others).toArray();
  if (found.length > 0) await jobs.deleteMany(others);
  return found.map(({ name }) => name).toSorted();
}

/**
 * Frees jobs that `processName` has taken and will not run. Agenda leaves them locked when it
 * drains, so that they would wait until their lock expires.
 */
export async function unlockJobsOf(db: Db, processName: string): Promise<void> {
  await db
    .collection(agendaCollection)
    .updateMany(
      { lastModifiedBy: processName, lockedAt: { $ne: null } },
      { $set: { lockedAt: null } },
    );
}
