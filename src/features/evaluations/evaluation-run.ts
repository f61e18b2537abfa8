import { toError } from '../../shared/errors.js';
import { localDayOf, type WorkCalendar } from '../calendar/index.js';
import { isMonitored, type Measurement, type MonitoredTask } from '../measurements/index.js';
import type { Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { announceDigest } from './announce-digest.js';
import { audienceOf, type RunAudience } from './audience.js';
import type { DecisionKind, DecisionReason } from './rule/decision.js';
import { type Assessed, assessTask, settleTask, settleTogether } from './evaluate-task.js';
import type { EvaluationDeps } from './evaluation-deps.js';

export interface EvaluateDue {
  /** All teams when absent. */
  readonly teamId?: string;
  /** Works out every decision and writes nothing. */
  readonly dryRun: boolean;
  readonly onProgress?: (progress: EvaluationProgress) => void;
}

export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
}

export interface EvaluationReport {
  readonly dryRun: boolean;
  readonly tasks: readonly TaskReport[];
}

export type TaskReport = {
  readonly taskId: string;
  readonly title: string;
  readonly teamId: string;
  readonly endDate: string;
} & (
  | {
      readonly outcome: 'evaluated';
      readonly decision: DecisionKind;
      /** 0 to 1; null when the numbers could not speak. */
      readonly confidence: number | null;
      readonly reason: DecisionReason;
    }
  | { readonly outcome: 'already evaluated' }
  | { readonly outcome: 'failed'; readonly error: string }
);

/** Tasks whose evaluations are written in one transaction, which costs one wait for the disk. */
const writtenTogether = 25;
/** One batch is read and assessed while another one is written. */
const batchesAtOnce = 2;

/**
 * Evaluates every task whose period has ended by its team's local day. One failing task is reported
 * and leaves the others alone.
 */
export async function evaluateDue(
  deps: EvaluationDeps,
  { teamId, dryRun, onProgress }: EvaluateDue,
): Promise<EvaluationReport> {
  const teams = (await deps.people.teams()).filter(
    ({ id }) => teamId === undefined || id === teamId,
  );
  const due: { team: Team; tasks: readonly Task[] }[] = [];
  for (const team of teams) {
    const today = localDayOf(deps.clock.now(), team.timeZone);
    due.push({ team, tasks: await deps.tasks.tasksDueForEvaluation(team.id, today) });
  }
  const total = due.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const reports: TaskReport[] = [];
  const report = (one: TaskReport) => {
    reports.push(one);
    onProgress?.({ done: reports.length, total });
  };
  for (const { team, tasks } of due) {
    if (tasks.length > 0) await evaluateTeam(deps, team, tasks, dryRun, report);
    if (!dryRun) await announceDigest(deps, team);
  }
  return { dryRun, tasks: reports };
}

async function evaluateTeam(
  deps: EvaluationDeps,
  team: Team,
  tasks: readonly Task[],
  dryRun: boolean,
  report: (one: TaskReport) => void,
): Promise<void> {
  const assigneeIds = tasks.map(({ assigneeId }) => assigneeId);
  const audience: RunAudience = {
    ...(await audienceOf(deps.people, team, assigneeIds)),
    decidedTogether: tasks.length,
  };
  const calendars = await deps.measurements.readingCalendars(tasks);
  const batches = batchesOf(tasks.filter(isMonitored)).values();
  const lane = async () => {
    for (const batch of batches) {
      await evaluateBatch(deps, batch, { audience, calendars }, dryRun, report);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, lane));
}

/** What the tasks of one team have in common. */
interface RunContext {
  readonly audience: RunAudience;
  /** By task, as `readingCalendars` gives them. */
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
}

function batchesOf(tasks: readonly MonitoredTask[]): MonitoredTask[][] {
  return Array.from({ length: Math.ceil(tasks.length / writtenTogether) }, (_, index) =>
    tasks.slice(index * writtenTogether, (index + 1) * writtenTogether),
  );
}

/** Reads and writes the batch at once; where that fails, each task for itself. */
async function evaluateBatch(
  deps: EvaluationDeps,
  tasks: readonly MonitoredTask[],
  { audience, calendars }: RunContext,
  dryRun: boolean,
  report: (one: TaskReport) => void,
): Promise<void> {
  const assessed: Assessed[] = [];
  const together = await readTogether(deps, tasks);
  for (const task of tasks) {
    try {
      const readings = together?.get(task.id) ?? (await deps.measurements.ofTask(task));
      assessed.push(assessTask(deps, task, readings, calendars.get(task.id) ?? null, audience));
    } catch (error) {
      report(failure(deps, task, error));
    }
  }
  const isWritten = dryRun || (await tryTogether(deps, assessed, audience));
  for (const each of assessed) {
    report(isWritten ? success(each) : await writeAlone(deps, each, audience));
  }
}

/** @returns null when the tasks' readings cannot be read at once. */
async function readTogether(
  { measurements, logger }: EvaluationDeps,
  tasks: readonly MonitoredTask[],
): Promise<ReadonlyMap<string, readonly Measurement[]> | null> {
  try {
    return await measurements.ofTasks(tasks);
  } catch (error) {
    logger.warn({ err: toError(error) }, 'readings are read task by task');
    return null;
  }
}

async function tryTogether(
  deps: EvaluationDeps,
  assessed: readonly Assessed[],
  audience: RunAudience,
): Promise<boolean> {
  if (assessed.length <= 1) return false;
  try {
    await settleTogether(deps, assessed, audience);
    return true;
  } catch (error) {
    deps.logger.warn({ err: toError(error) }, 'evaluations are written one by one');
    return false;
  }
}

async function writeAlone(
  deps: EvaluationDeps,
  assessed: Assessed,
  audience: RunAudience,
): Promise<TaskReport> {
  try {
    const isNew = await settleTask(deps, assessed, audience);
    return isNew ? success(assessed) : { ...about(assessed.task), outcome: 'already evaluated' };
  } catch (error) {
    return failure(deps, assessed.task, error);
  }
}

function about({ id, title, teamId, monitoring }: MonitoredTask) {
  return { taskId: id, title, teamId, endDate: monitoring.endDate };
}

function success({ task, assessment }: Assessed): TaskReport {
  const { decision, confidence, reason } = assessment.receipt.result;
  return { ...about(task), outcome: 'evaluated', decision, confidence, reason };
}

function failure({ logger }: EvaluationDeps, task: MonitoredTask, thrown: unknown): TaskReport {
  const error = toError(thrown);
  logger.error({ err: error, taskId: task.id }, 'task could not be evaluated');
  return { ...about(task), outcome: 'failed', error: error.message };
}
