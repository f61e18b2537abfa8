import type { People, Team } from '../features/people/index.js';
import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Every } from '../shared/every.js';
import type { Logger } from '../shared/logger.js';
import type { Job, TeamJob } from './job.js';
import type { ClaimedRun, RunKey, RunStore } from './run-store.js';

export interface TeamJobRunnerDeps {
  readonly people: Pick<People, 'teams'>;
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly every: Every;
  readonly logger: Logger;
}

/** Another process takes over the run of one that was killed after this long. */
const leaseMs = 60_000;
/** Often enough that two renewals in a row may fail. */
const renewalMs = leaseMs / 4;
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
  deps: TeamJobRunnerDeps,
): Promise<boolean> {
  const { runs, clock, logger } = deps;
  const key: RunKey = { job: job.name, teamId: team.id, bucket };
  const run = await runs.claim(key, clock.now(), later(clock, leaseMs));
  if (run === null) return (await runs.statusOf(key)) === 'completed';
  const stopRenewing = keepLease(run, deps);
  try {
    const report = await job.run(team, bucket);
    const isOurs = await runs.complete(run, clock.now(), report);
    if (report.complete) logger.info({ ...key, ...report.counts }, 'job run completed');
    return report.complete && isOurs;
  } catch (thrown) {
    const error = toError(thrown);
    logger.error({ err: error, ...key }, 'job run failed; it will be repeated');
    await runs.fail(run, later(clock, retryAfterFailureMs), error.message);
    return false;
  } finally {
    stopRenewing();
  }
}

/** Renews the lease of `run` again and again. @returns what ends that. */
function keepLease(run: ClaimedRun, { runs, clock, every, logger }: TeamJobRunnerDeps): () => void {
  return every(renewalMs, async () => {
    try {
      if (await runs.renew(run, later(clock, leaseMs))) return;
      logger.warn({ ...run }, 'a job run was taken over by another process');
    } catch (error) {
      logger.warn({ err: toError(error), ...run }, 'the lease of a job run was not renewed');
    }
  });
}

function later(clock: Clock, milliseconds: number): Date {
  return new Date(clock.now().getTime() + milliseconds);
}
