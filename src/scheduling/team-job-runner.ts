import type { People, Team } from '../features/people/index.js';
import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { Job, TeamJob } from './job.js';
import type { RunKey, RunStore } from './run-store.js';

export interface TeamJobRunnerDeps {
  readonly people: Pick<People, 'teams'>;
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Another process takes a run over after this long without an end. */
const leaseMs = 15 * 60_000;
const retryAfterFailureMs = 60_000;
/** How many missed buckets are made up for after an outage. */
const longestBackfill = 7;

export function teamJob(job: TeamJob, deps: TeamJobRunnerDeps): Job {
  const lastCompleted = new Map<string, string>();
  return {
    name: job.name,
    schedule: job.schedule,
    tick: () => runTick(job, deps, lastCompleted),
  };
}

/**
 * One tick of `job`: runs each team's due bucket, oldest missed one first. Most ticks find that it
 * has been completed; `lastCompleted`, by team, spares them from asking the database again.
 */
async function runTick(
  job: TeamJob,
  deps: TeamJobRunnerDeps,
  lastCompleted: Map<string, string>,
): Promise<void> {
  for (const team of await deps.people.teams()) {
    const due = job.dueBucket(team, deps.clock.now());
    if (due === null || lastCompleted.get(team.id) === due) continue;
    for (const bucket of await bucketsToRun(job, team, due, deps)) {
      const isCompleted = await runBucket(job, team, bucket, deps);
      if (isCompleted && bucket === due) lastCompleted.set(team.id, due);
    }
  }
}

/**
 * `due`, and before it the buckets that were missed since the last completed one. A job that has
 * completed none yet has missed none: only what it began is taken up again.
 */
async function bucketsToRun(
  job: TeamJob,
  team: Team,
  due: string,
  { runs }: TeamJobRunnerDeps,
): Promise<readonly string[]> {
  if (!job.previousBucket) return [due];
  const begun: string[] = [];
  const missed: string[] = [];
  let bucket = due;
  for (let steps = 0; steps < longestBackfill; steps += 1) {
    bucket = job.previousBucket(bucket);
    const status = await runs.statusOf({ job: job.name, teamId: team.id, bucket });
    if (status === 'completed') return [...missed, due];
    if (status !== null) begun.unshift(bucket);
    missed.unshift(bucket);
  }
  return [...begun, due];
}

/** @returns whether the bucket has been completed, here or by another process. */
async function runBucket(
  job: TeamJob,
  team: Team,
  bucket: string,
  { runs, clock, logger }: TeamJobRunnerDeps,
): Promise<boolean> {
  const key: RunKey = { job: job.name, teamId: team.id, bucket };
  const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  if (!(await runs.claim(key, clock.now(), later(leaseMs)))) {
    return (await runs.statusOf(key)) === 'completed';
  }
  try {
    const report = await job.run(team, bucket);
    await runs.complete(key, clock.now(), report);
    if (report.complete) logger.info({ ...key, ...report.counts }, 'job run completed');
    return report.complete;
  } catch (thrown) {
    const error = toError(thrown);
    logger.error({ err: error, ...key }, 'job run failed; it will be repeated');
    await runs.fail(key, later(retryAfterFailureMs), error.message);
    return false;
  }
}
