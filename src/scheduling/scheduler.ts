import { Agenda, type Job as AgendaJob } from 'agenda';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { withinTime } from '../shared/within-time.js';
import { type Database, isDuplicateKey } from '../storage/index.js';
import { removeOtherJobs, unlockJobsOf } from './agenda-store.js';
import { createDueJobsBackend } from './due-jobs-backend.js';
import type { Job } from './job.js';
import { assertCron } from './schedule.js';

export interface SchedulerDeps {
  readonly db: Database['db'];
  readonly jobs: readonly Job[];
  /** Unique among all processes that share the database. */
  readonly processName: string;
  readonly logger: Logger;
}

export interface Scheduler {
  readonly start: () => Promise<void>;
  /** Takes no new jobs and resolves when the running ones have ended. */
  readonly stop: () => Promise<void>;
}

/** How late a job may be. */
const pollMs = 5_000;
/** How long the jobs of a process that was killed wait for another one. */
const lockLifetimeMs = 60_000;
const touchMs = lockLifetimeMs / 4;
const startTimeoutMs = 20_000;
const drainTimeoutMs = 60_000;

/** Runs each job's ticks in one process at a time, by Agenda. */
export function createScheduler({ db, jobs, processName, logger }: SchedulerDeps): Scheduler {
  for (const { schedule } of jobs) assertCron(schedule);
  const agenda = new Agenda({
    backend: createDueJobsBackend(db),
    name: processName,
    processEvery: pollMs,
    defaultConcurrency: 1,
    defaultLockLimit: 1,
    defaultLockLifetime: lockLifetimeMs,
  });
  agenda.on('error', (error: Error) =>
    logger.error({ err: error }, 'the job queue reported an error'),
  );
  agenda.on('fail', (error: Error | string, job: { attrs?: { name: string } }) =>
    logger.error({ err: toError(error), job: job.attrs?.name }, 'a job failed'),
  );
  for (const job of jobs) {
    // oxlint-disable-next-line typescript/no-misused-promises -- Agenda awaits it; its first overload does not say so
    agenda.define(job.name, (running: AgendaJob) => keepingLock(running, () => job.tick(), logger));
  }
  const stopping = new AbortController();
  let catchUp = Promise.resolve();
  return {
    async start() {
      const names = jobs.map(({ name }) => name);
      for (const name of await removeOtherJobs(db, names)) {
        logger.info({ job: name }, 'removed a stored job that this version does not have');
      }
      await withinTime(agenda.start(), startTimeoutMs, 'The job queue did not start');
      await Promise.all(jobs.map((job) => registerOnce(agenda, job)));
      catchUp = tickAll(jobs, stopping.signal, logger);
    },
    async stop() {
      stopping.abort();
      await catchUp;
      const drained = await agenda.drain(drainTimeoutMs);
      if (drained.running === 0) await unlockJobsOf(db, processName);
    },
  };
}

/** One tick of each job now, so that what an outage left undone does not wait for the next one. */
async function tickAll(jobs: readonly Job[], stopping: AbortSignal, logger: Logger): Promise<void> {
  for (const job of jobs) {
    if (stopping.aborted) return;
    try {
      await job.tick();
    } catch (error) {
      logger.error({ err: toError(error), job: job.name }, 'a job failed while catching up');
    }
  }
}

/** Renews the job's lock while `work` goes on, so that no other process starts it too. */
async function keepingLock(
  running: AgendaJob,
  work: () => Promise<void>,
  logger: Logger,
): Promise<void> {
  const timer = setInterval(() => {
    running.touch().catch((error: unknown) => {
      logger.warn({ err: toError(error), job: running.attrs.name }, 'a job lock was not renewed');
    });
  }, touchMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Registers a recurring job only when what is stored differs: registering it again would clear the
 * lock of a run under way, enable what an operator disabled, and drop a missed run.
 */
async function registerOnce(agenda: Agenda, { name, schedule }: Job): Promise<void> {
  const { jobs: stored } = await agenda.queryJobs({ name });
  if (stored.some(({ repeatInterval }) => repeatInterval === schedule)) return;
  try {
    const registered = await agenda.every(schedule, name, undefined, { timezone: 'UTC' });
    if (registered.attrs.nextRunAt == null) throw new Error(`The job ${name} has no next run`);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
