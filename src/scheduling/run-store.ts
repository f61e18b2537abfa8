import type { Db } from 'mongodb';
import { type CollectionIndexes, isDuplicateKey } from '../storage/index.js';
import type { RunReport } from './job.js';

export interface RunKey {
  readonly job: string;
  readonly teamId: string;
  readonly bucket: string;
}

/** A run that one process holds: `attempt` tells it from what others make of the same run later. */
export interface ClaimedRun extends RunKey {
  readonly attempt: number;
}

export interface JobRun extends RunKey {
  readonly status: 'running' | 'waiting' | 'completed';
  readonly attempts: number;
  readonly startedAt: Date;
  readonly leasedUntil: Date;
  readonly finishedAt: Date | null;
  readonly counts: RunReport['counts'] | null;
  readonly error: string | null;
}

type RunDocument = JobRun & { _id: string };

const collectionName = 'job_runs';

export const runIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { job: 1, teamId: 1, bucket: 1 } }, { key: { startedAt: 1 } }],
};

/** Which buckets of which jobs have been done, are being done, or wait for another try. */
export class RunStore {
  readonly #runs;

  constructor(db: Db) {
    this.#runs = db.collection<RunDocument>(collectionName);
  }

  /** @returns the run, which is the caller's alone until `leasedUntil`; null when it is not to be had. */
  async claim(key: RunKey, now: Date, leasedUntil: Date): Promise<ClaimedRun | null> {
    try {
      const run = await this.#runs.findOneAndUpdate(
        { _id: idOf(key), status: { $ne: 'completed' }, leasedUntil: { $lte: now } },
        {
          $set: { status: 'running', leasedUntil },
          $inc: { attempts: 1 },
          $setOnInsert: { ...key, startedAt: now, finishedAt: null, counts: null, error: null },
        },
        { upsert: true, returnDocument: 'after' },
      );
      return run && { ...key, attempt: run.attempts };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** @returns false when the lease had ended and another process has claimed the run since. */
  async renew(run: ClaimedRun, leasedUntil: Date): Promise<boolean> {
    const { matchedCount } = await this.#runs.updateOne(heldBy(run), { $set: { leasedUntil } });
    return matchedCount === 1;
  }

  /** @returns false, having changed nothing, when another process has claimed the run since. */
  async complete(run: ClaimedRun, now: Date, { complete, counts }: RunReport): Promise<boolean> {
    const status = complete ? 'completed' : 'waiting';
    const { matchedCount } = await this.#runs.updateOne(heldBy(run), {
      $set: { status, counts, leasedUntil: now, finishedAt: complete ? now : null, error: null },
    });
    return matchedCount === 1;
  }

  /** Changes nothing when another process has claimed the run since. */
  async fail(run: ClaimedRun, nextTryAt: Date, error: string): Promise<void> {
    await this.#runs.updateOne(heldBy(run), {
      $set: { status: 'waiting', leasedUntil: nextTryAt, error },
    });
  }

  /** Frees the runs of processes that are no more. */
  async releaseAll(now: Date): Promise<void> {
    await this.#runs.updateMany({ status: 'running' }, { $set: { leasedUntil: now } });
  }

  async statusOf(key: RunKey): Promise<JobRun['status'] | null> {
    return (await this.#runs.findOne({ _id: idOf(key) }))?.status ?? null;
  }

  /** Newest first. */
  async latest(limit: number): Promise<readonly JobRun[]> {
    const documents = await this.#runs.find().sort({ startedAt: -1 }).limit(limit).toArray();
    return documents.map(({ _id, ...run }) => run);
  }
}

function idOf({ job, teamId, bucket }: RunKey): string {
  return `${job}/${teamId}/${bucket}`;
}

function heldBy(run: ClaimedRun) {
  return { _id: idOf(run), attempts: run.attempt, status: 'running' as const };
}
