import { toError } from '../../shared/errors.js';
import { localDayOf } from '../calendar/index.js';
import { isMonitored, type MonitoredTask } from '../measurements/index.js';
import type { Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { type Audience, audienceOf } from './audience.js';
import type { DecisionKind, DecisionReason } from './decision.js';
import { assessTask, evaluateTask } from './evaluate-task.js';
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

/** One task's readings are fetched while another's decision is written. */
const tasksAtOnce = 4;

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
  const audience = await audienceOf(
    deps.people,
    team,
    tasks.map(({ assigneeId }) => assigneeId),
  );
  const waiting = tasks.filter(isMonitored).values();
  const lane = async () => {
    for (const task of waiting) report(await reportOn(deps, task, audience, dryRun));
  };
  await Promise.all(Array.from({ length: tasksAtOnce }, lane));
}

async function reportOn(
  deps: EvaluationDeps,
  task: MonitoredTask,
  audience: Audience,
  dryRun: boolean,
): Promise<TaskReport> {
  const { id: taskId, title, teamId, monitoring } = task;
  const about = { taskId, title, teamId, endDate: monitoring.endDate };
  try {
    const measurements = await deps.measurements.ofTask(task);
    const evaluation = dryRun
      ? assessTask(deps, task, measurements, audience)
      : await evaluateTask(deps, task, measurements, audience);
    if (evaluation === null) return { ...about, outcome: 'already evaluated' };
    const { decision, confidence, reason } = evaluation.receipt.result;
    return { ...about, outcome: 'evaluated', decision, confidence, reason };
  } catch (thrown) {
    const error = toError(thrown);
    deps.logger.error({ err: error, taskId }, 'task could not be evaluated');
    return { ...about, outcome: 'failed', error: error.message };
  }
}
