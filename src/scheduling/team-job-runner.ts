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
  return { name: job.name, schedule: job.schedule, tick: () => runTick(job, deps) };
}

/** One tick of `job`: runs each team's due bucket, oldest missed one first. */
async function runTick(job: TeamJob, deps: TeamJobRunnerDeps): Promise<void> {
  for (const team of await deps.people.teams()) {
    const due = job.dueBucket(team, deps.clock.now());
    if (due === null) continue;
    for (const bucket of await bucketsToRun(job, team, due, deps)) {
      await runBucket(job, team, bucket, deps);
    }
  }
}

/** `due` and the buckets before it back to the last one that is settled; `due` alone at first. */
async function bucketsToRun(
  job: TeamJob,
  team: Team,
  due: string,
  { runs }: TeamJobRunnerDeps,
): Promise<readonly string[]> {
  if (!job.previousBucket || !(await runs.hasAny(job.name, team.id))) return [due];
  const buckets = [due];
  let bucket = job.previousBucket(due);
  while (buckets.length <= longestBackfill) {
    const status = await runs.statusOf({ job: job.name, teamId: team.id, bucket });
    if (status === 'completed') break;
    buckets.unshift(bucket);
    bucket = job.previousBucket(bucket);
  }
  return buckets;
}

async function runBucket(
  job: TeamJob,
  team: Team,
  bucket: string,
  { runs, clock, logger }: TeamJobRunnerDeps,
): Promise<void> {
  const key: RunKey = { job: job.name, teamId: team.id, bucket };
  const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  if (!(await runs.claim(key, clock.now(), later(leaseMs)))) return;
  try {
    const report = await job.run(team, bucket);
    await runs.complete(key, clock.now(), report);
    if (report.complete) logger.info({ ...key, ...report.counts }, 'job run completed');
  } catch (thrown) {
    const error = toError(thrown);
    logger.error({ err: error, ...key }, 'job run failed; it will be repeated');
    await runs.fail(key, later(retryAfterFailureMs), error.message);
  }
}
