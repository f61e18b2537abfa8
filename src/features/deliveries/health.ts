import { millisecondsInDay, millisecondsInMinute } from 'date-fns/constants';
import type { DeliveryLedger } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import { type Message, message } from '../../shared/message.js';
import { localDayAndTime } from '../calendar/index.js';
import { type Actor, isAllowed } from '../people/index.js';
import type { WorkLedger } from './work.js';

/** What a job did for one team and bucket. */
export interface HealthRun {
  readonly job: string;
  readonly bucket: string;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

export interface RunLedger {
  /** Newest first. */
  latest(limit: number): Promise<readonly HealthRun[]>;
}

export interface HealthDeps {
  readonly ledger: Pick<DeliveryLedger, 'waiting' | 'failedSince' | 'limitsAt'>;
  readonly runs: RunLedger;
  readonly work: Pick<WorkLedger, 'list'>;
  readonly clock: Clock;
}

/** What waits for longer than this is late. */
const lateMs = 5 * millisecondsInMinute;
const runsLookedAt = 200;
const workLookedAt = 1_000;

/** What is late and what has failed, for everybody; admins see the faults in words too. */
export async function healthReply(deps: HealthDeps, actor: Actor): Promise<Message> {
  const { ledger, runs, work, clock } = deps;
  const now = clock.now();
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  const inWords = (instant: Date) => localDayAndTime(instant, timeZone);
  const [waiting, failed, limits, latest, background] = await Promise.all([
    ledger.waiting(now),
    ledger.failedSince(new Date(now.getTime() - 7 * millisecondsInDay)),
    ledger.limitsAt(now),
    runs.latest(runsLookedAt),
    work.list(workLookedAt),
  ]);
  const isLate = waiting.since !== null && now.getTime() - waiting.since.getTime() > lateMs;
  const faults = latest.filter(({ error }) => error !== null);
  const failedWork = background.filter(({ state }) => state === 'failed').length;
  const troubles = failed + limits.length + faults.length + failedWork;
  return message('deliveries/health', {
    isFine: !isLate && troubles === 0,
    waiting: waiting.count,
    lateSince: isLate && waiting.since ? inWords(waiting.since) : null,
    failed,
    failedWork,
    limits: limits.map(({ method, until }) => ({ method, until: inWords(until) })),
    jobs: lastRuns(latest).map(({ job, finishedAt, failing }) => ({
      job,
      failing,
      lastDone: finishedAt && inWords(finishedAt),
    })),
    faults: isAllowed(actor, 'administer')
      ? faults.map(({ job, bucket, error }) => ({ job, bucket, error }))
      : [],
  });
}

/** Each job with its last completed run, and whether a run of it fails now. */
function lastRuns(runs: readonly HealthRun[]) {
  return [...new Set(runs.map(({ job }) => job))].toSorted().map((job) => {
    const ofJob = runs.filter((run) => run.job === job);
    const finished = ofJob.flatMap(({ finishedAt }) => finishedAt?.getTime() ?? []);
    return {
      job,
      finishedAt: finished.length === 0 ? null : new Date(Math.max(...finished)),
      failing: ofJob.some(({ error }) => error !== null),
    };
  });
}
