import { isDuplicateKey } from '../../storage/index.js';
import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf } from '../calendar/index.js';
import type { Measurement, MonitoredTask } from '../measurements/index.js';
import { systemActor } from '../people/index.js';
import { isOngoing, type Task } from '../tasks/index.js';
import { type Assessment, assess } from './assessment.js';
import type { Audience } from './audience.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import {
  automaticById,
  type Evaluation,
  evaluationIdOf,
  type Settlement,
  type TaskSummary,
} from './evaluation.js';
import { messagesOfEvaluation } from './evaluation-messages.js';

/** How often a task that changes under the evaluation is read again. */
const attempts = 3;

/**
 * Decides one task whose period has ended and writes everything that follows in one transaction.
 * The period's end is part of every id, so that a second evaluation of it changes nothing.
 * @returns null when the period has been evaluated already.
 */
export async function evaluateTask(
  deps: EvaluationDeps,
  task: MonitoredTask,
  measurements: readonly Measurement[],
  audience: Audience,
): Promise<Assessment | null> {
  const assessment = assessTask(deps, task, measurements, audience);
  for (let attempt = 1, current = task; attempt <= attempts; attempt += 1) {
    try {
      if (await write(deps, current, assessment, audience)) return assessment;
    } catch (error) {
      if (!(error instanceof AlreadyHandledError) && !isDuplicateKey(error)) throw error;
      return null;
    }
    const reread = await deps.tasks.task(task.id);
    if (!isDueAsBefore(reread, task)) return null;
    current = reread;
  }
  throw new Error(`The task changed ${attempts} times during its evaluation`);
}

export function assessTask(
  { clock, thresholds }: EvaluationDeps,
  { monitoring }: MonitoredTask,
  measurements: readonly Measurement[],
  { team }: Audience,
): Assessment {
  const today = localDayOf(clock.now(), team.timeZone);
  return assess(monitoring, measurements, monitoring.endDate, today, thresholds);
}

function isDueAsBefore(reread: Task | null, task: MonitoredTask): reread is MonitoredTask {
  return (
    reread?.monitoring?.state === 'active' && reread.monitoring.endDate === task.monitoring.endDate
  );
}

/** @returns false when the task is no longer the version that was read. */
async function write(
  { store, tasks, outbox, inTransaction, clock }: EvaluationDeps,
  task: MonitoredTask,
  assessment: Assessment,
  audience: Audience,
): Promise<boolean> {
  const now = clock.now();
  const evaluation = evaluationOf(task, assessment, audience, now);
  const summary = summaryOf(evaluation);
  const messages = messagesOfEvaluation(evaluation, audience);
  const { decision, reason } = evaluation.receipt.result;
  return inTransaction(async (transaction) => {
    const changed = await tasks.changeMonitoring(
      {
        task,
        monitoring: {
          ...task.monitoring,
          state: decision === 'close' ? 'ended' : 'awaiting approval',
          evaluatedAt: now,
          recommendation: decision,
          evaluationNotes: reason,
        },
        ...(decision === 'close' && isOngoing(task) && { status: 'done' as const }),
        actor: systemActor,
        intentId: `evaluation/${evaluation.id}`,
        action: 'monitoring evaluated',
        reason: `${decision}: ${reason}`,
      },
      transaction,
    );
    if (!changed) return false;
    await store.insert(evaluation, summary, transaction);
    await outbox.enqueue(messages, transaction);
    return true;
  });
}

function evaluationOf(
  task: MonitoredTask,
  { receipt, proposedEndDate }: Assessment,
  { receivers }: Audience,
  now: Date,
): Evaluation {
  const { metric, unit, cadence, startDate, endDate, extensionCount, maximumExtensions } =
    task.monitoring;
  return {
    id: evaluationIdOf(task.id, endDate),
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
    receivers,
    settlement: receipt.result.decision === 'close' ? automaticClose(now) : null,
    version: 1,
  };
}

function automaticClose(at: Date): Settlement {
  return {
    choice: 'close as met',
    byId: automaticById,
    at,
    reason: null,
    endDate: null,
    assigneeId: null,
    targetValue: null,
  };
}

function summaryOf(evaluation: Evaluation): TaskSummary {
  const { id, taskId, startDate, endDate, extensionCount, evaluatedAt, receipt } = evaluation;
  return {
    id,
    taskId,
    startDate,
    endDate,
    extensionNumber: extensionCount,
    isFinal: true,
    createdAt: evaluatedAt,
    figures: receipt.figures,
  };
}
