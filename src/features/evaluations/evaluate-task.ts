import { isDuplicateKey } from '../../storage/index.js';
import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf, type WorkCalendar } from '../calendar/index.js';
import type { Measurement, MonitoredTask } from '../measurements/index.js';
import { systemActor } from '../people/index.js';
import { isOngoing, type MonitoringChange, type Task, TaskChangedError } from '../tasks/index.js';
import { type Assessment, assess } from './assessment.js';
import { hasOwnCard } from './announcement.js';
import type { Audience, RunAudience } from './audience.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import {
  automaticClose,
  type Evaluation,
  evaluationIdOf,
  evaluationIntent,
  firstVersion,
  type TaskSummary,
} from './evaluation.js';
import type { Untold } from './evaluations-store.js';
import { messagesOfEvaluation } from './slack/evaluation-messages.js';

/** One task with what the rule says about it. */
export interface Assessed {
  readonly task: MonitoredTask;
  readonly assessment: Assessment;
}

/** How often a task that changes under the evaluation is read again. */
const attempts = 3;

export function assessTask(
  { clock, thresholds }: EvaluationDeps,
  task: MonitoredTask,
  measurements: readonly Measurement[],
  calendar: WorkCalendar | null,
  { team }: Audience,
): Assessed {
  const today = localDayOf(clock.now(), team.timeZone);
  const { monitoring } = task;
  const evidence = { monitoring, measurements, calendar };
  const assessment = assess(evidence, monitoring.endDate, today, thresholds);
  return { task, assessment };
}

/**
 * Writes what follows from the assessment of a task, and all of it in one transaction. The period's
 * end is part of every id, so that a second evaluation of it changes nothing.
 * @returns false when the period has been evaluated already.
 */
export async function settleTask(
  deps: EvaluationDeps,
  { task, assessment }: Assessed,
  audience: RunAudience,
): Promise<boolean> {
  for (let attempt = 1, current = task; attempt <= attempts; attempt += 1) {
    try {
      await settleTogether(deps, [{ task: current, assessment }], audience);
      return true;
    } catch (error) {
      if (error instanceof AlreadyHandledError || isDuplicateKey(error)) return false;
      if (!(error instanceof TaskChangedError)) throw error;
    }
    const reread = await deps.tasks.task(task.id);
    if (!isDueAsBefore(reread, task)) return false;
    current = reread;
  }
  throw new Error(`The task changed ${attempts} times during its evaluation`);
}

function isDueAsBefore(reread: Task | null, task: MonitoredTask): reread is MonitoredTask {
  return (
    reread?.monitoring?.state === 'active' && reread.monitoring.endDate === task.monitoring.endDate
  );
}

/** Writes several tasks' evaluations in one transaction, all of them or, when it throws, none. */
export async function settleTogether(
  { store, tasks, outbox, inTransaction, clock }: EvaluationDeps,
  assessed: readonly Assessed[],
  audience: RunAudience,
): Promise<void> {
  const now = clock.now();
  const evaluated = assessed.map(({ task, assessment }) => ({
    task,
    evaluation: evaluationOf(task, assessment, audience, now),
  }));
  const evaluations = evaluated.map(({ evaluation }) => evaluation);
  const untold = untoldAmong(evaluations);
  const changes = evaluated.map(({ task, evaluation }) => consequence(task, evaluation));
  const messages = evaluations.flatMap((evaluation) => messagesOfEvaluation(evaluation, audience));
  await inTransaction(async (transaction) => {
    await tasks.changeMonitorings(changes, transaction);
    await store.insert(evaluations, evaluations.map(summaryOf), transaction);
    if (untold) await store.insertUntold(untold, transaction);
    await outbox.enqueue(messages, transaction);
  });
}

/** Those that have no card, for the digest; null when all have one. */
function untoldAmong(evaluations: readonly Evaluation[]): Untold | null {
  const untold = evaluations.filter(({ receivers }) => receivers.length === 0);
  const [first] = untold;
  return first
    ? {
        id: first.id,
        teamId: first.teamId,
        decisions: untold.map(({ id, receipt: { result } }) => ({
          evaluationId: id,
          decision: result.decision,
          confidence: result.confidence,
        })),
      }
    : null;
}

/** What an evaluation does to its task at once. */
function consequence(task: MonitoredTask, { id, evaluatedAt, receipt }: Evaluation) {
  const { decision, reason } = receipt.result;
  return {
    task,
    monitoring: {
      ...task.monitoring,
      state: decision === 'close' ? 'ended' : 'awaiting approval',
      evaluatedAt,
      recommendation: decision,
      evaluationNotes: reason,
    },
    ...(decision === 'close' && isOngoing(task) && { status: 'done' as const }),
    actor: systemActor,
    intentId: evaluationIntent(id),
    action: 'monitoring evaluated',
    reason: reason === decision ? decision : `${decision}: ${reason.replaceAll('-', ' ')}`,
  } satisfies MonitoringChange;
}

function evaluationOf(
  task: MonitoredTask,
  { receipt, proposedEndDate, newestReadingAt }: Assessment,
  { team, receivers, decidedTogether }: RunAudience,
  now: Date,
): Evaluation {
  const { metric, unit, cadence, startDate, endDate, extensionCount, maximumExtensions } =
    task.monitoring;
  const id = evaluationIdOf(task.id, endDate);
  const isOwnCard = hasOwnCard(receipt.result, decidedTogether);
  return {
    id,
    taskId: task.id,
    teamId: task.teamId,
    title: task.title,
    metric,
    unit,
    cadence,
    assigneeId: task.assigneeId,
    startDate,
    endDate,
    extensionCount,
    maximumExtensions,
    evaluatedAt: now,
    receipt,
    proposedEndDate,
    newestReadingAt,
    receivers: isOwnCard ? receivers : [],
    approval: { level: 0, since: localDayOf(now, team.timeZone), askedIds: [] },
    settlement: receipt.result.decision === 'close' ? automaticClose({ id, at: now }) : null,
    withdrawal: null,
    version: firstVersion,
  };
}

function summaryOf(evaluation: Evaluation): TaskSummary {
  const { id, taskId, startDate, endDate, extensionCount, evaluatedAt, receipt } = evaluation;
  const { movingAverage, ...figures } = receipt.figures;
  const last = movingAverage.points.at(-1)?.average ?? null;
  return {
    id,
    taskId,
    startDate,
    endDate,
    extensionNumber: extensionCount,
    isFinal: true,
    createdAt: evaluatedAt,
    figures: { ...figures, movingAverage: { window: movingAverage.window, last } },
  };
}
