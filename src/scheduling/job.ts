import type { Team } from '../features/people/index.js';

/** Work that is done at every tick, in one process at a time. */
export interface Job {
  readonly name: string;
  /** Cron expression in UTC. */
  readonly schedule: string;
  /** Safe to repeat, because a crash may interrupt it anywhere. */
  tick(): Promise<void>;
}

/** What one run of a job for one team and bucket did, for the ledger. */
export interface RunReport {
  /** False when something of the bucket remains to be done at a later tick. */
  readonly complete: boolean;
  readonly counts: Readonly<Record<string, number>>;
}

/** Work that is done once for each team and bucket of the team's own time; ticks look what is due. */
export interface TeamJob extends Omit<Job, 'tick'> {
  /** The bucket that is due for `team` at `now`, or null when it is too early in the day. */
  dueBucket(team: Team, now: Date): string | null;
  /** The bucket before `bucket`, to be made up for after an outage; absent when that has no use. */
  previousBucket?(bucket: string): string;
  /** Does the work; safe to repeat, because a crash may interrupt it anywhere. */
  run(team: Team, bucket: string): Promise<RunReport>;
}
