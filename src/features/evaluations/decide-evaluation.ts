import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf } from '../calendar/index.js';
import { type Actor, actorId } from '../people/index.js';
import { isOngoing, type MonitoringChange, type Task, TaskChangedError } from '../tasks/index.js';
import { audienceOf, concernedBy } from './audience.js';
import type { Choice, ChoiceKind } from './choice.js';
import { choiceFaults, type Faults } from './choice-faults.js';
import {
  type Evaluation,
  type Extension,
  isClosedByItself,
  type Settlement,
} from './evaluation.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { messagesOfSettlement } from './slack/evaluation-messages.js';
import { type OpenDecision, type OpenRefusal, openDecision } from './open-decision.js';

export interface DecideEvaluation {
  readonly evaluationId: string;
  /** Of the evaluation that the card showed. */
  readonly version: number;
  readonly choice: Choice;
  readonly reason: string | null;
  readonly actor: Actor;
  readonly intentId: string;
}

export type DecideOutcome =
  | { readonly kind: 'decided' | 'already handled'; readonly evaluation: Evaluation }
  | OpenRefusal
  | { readonly kind: 'not offered'; readonly evaluation: Evaluation }
  | { readonly kind: 'invalid'; readonly evaluation: Evaluation; readonly faults: Faults };

/** How often a task that changes under the decision is read again. */
const attempts = 3;

class EvaluationChangedError extends Error {}

/** Takes a manager's decision about an evaluation, with everything that follows from it. */
export async function decideEvaluation(
  deps: EvaluationDeps,
  request: DecideEvaluation,
): Promise<DecideOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await decideOnce(deps, request);
    } catch (error) {
      if (!isChangedMeanwhile(error) || attempt === attempts) throw error;
    }
  }
}

function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof EvaluationChangedError || error instanceof TaskChangedError;
}

async function decideOnce(deps: EvaluationDeps, request: DecideEvaluation): Promise<DecideOutcome> {
  const opened = await openDecision(deps, request);
  if (opened.kind !== 'open') return asHandled(deps, request, opened);
  const { evaluation, team, offer } = opened;
  const { choice, reason } = request;
  if (!offer.choices.includes(choice.kind)) return { kind: 'not offered', evaluation };
  const today = localDayOf(deps.clock.now(), team.timeZone);
  const calendars = await deps.measurements.readingCalendars([opened.task]);
  const calendar = calendars.get(opened.task.id) ?? null;
  const context = { ...opened, choice, reason, today, calendar };
  const faults = await choiceFaults(deps.people, context);
  if (Object.keys(faults).length > 0) return { kind: 'invalid', evaluation, faults };
  return settle(deps, request, opened);
}

/** A repeated intent meets the decision that it made itself: that is no refusal. */
async function asHandled(
  { audit }: EvaluationDeps,
  { intentId }: DecideEvaluation,
  refusal: OpenRefusal,
): Promise<DecideOutcome> {
  if (refusal.kind !== 'settled' && refusal.kind !== 'overtaken') return refusal;
  const handled = await audit.find(intentId);
  return handled ? { kind: 'already handled', evaluation: refusal.evaluation } : refusal;
}

async function settle(
  deps: EvaluationDeps,
  request: DecideEvaluation,
  opened: OpenDecision,
): Promise<DecideOutcome> {
  const { evaluation, team } = opened;
  const { store, tasks, outbox, people, inTransaction, clock } = deps;
  const settlement = settlementOf(request, opened, clock.now());
  const extension = extensionOf(opened, settlement);
  const audience = await audienceOf(people, team, concernedBy({ ...evaluation, settlement }));
  try {
    const settled = await inTransaction(async (transaction) => {
      const after = await store.update(evaluation, { settlement }, transaction);
      const change = monitoringChange(request, opened, settlement);
      if (!after) throw new EvaluationChangedError(`${evaluation.id} changed during the decision`);
      await tasks.changeMonitorings([change], transaction);
      await store.markFinal(evaluation.id, settlement.endDate === null, transaction);
      if (extension) await store.insertExtension(extension, transaction);
      await outbox.enqueue(messagesOfSettlement({ ...after, settlement }, audience), transaction);
      return after;
    });
    return { kind: 'decided', evaluation: settled };
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
    return {
      kind: 'already handled',
      evaluation: (await store.evaluation(evaluation.id)) ?? evaluation,
    };
  }
}

function settlementOf(
  { choice, reason, actor, intentId }: DecideEvaluation,
  { authority }: OpenDecision,
  at: Date,
): Settlement {
  return {
    choice: choice.kind,
    byId: actorId(actor),
    inPlaceOfId: authority.inPlaceOf?.id ?? null,
    at,
    reason: reason?.trim() || null,
    endDate: 'endDate' in choice ? choice.endDate : null,
    assigneeId: choice.kind === 'reassign' ? choice.assigneeId : null,
    targetValue: choice.kind === 'change target' ? choice.targetValue : null,
    intentId,
  };
}

/** Null when the monitoring is not extended. */
function extensionOf(
  { evaluation, task }: OpenDecision,
  { choice, endDate, reason, byId, at }: Settlement,
): Extension | null {
  if (choice !== 'extend' || endDate === null) return null;
  const number = task.monitoring.extensionCount + 1;
  return {
    id: `${task.id}/${number}`,
    taskId: task.id,
    evaluationId: evaluation.id,
    number,
    originalEndDate: evaluation.endDate,
    newEndDate: endDate,
    reason,
    approvedById: byId,
    approvedAt: at,
  };
}

const auditActions: Record<ChoiceKind, string> = {
  'close as met': 'monitoring closed as met',
  extend: 'monitoring extended',
  talk: 'monitoring continued after a talk',
  reassign: 'monitored task reassigned',
  'change target': 'monitoring target changed',
  'close as failed': 'monitoring closed as failed',
};

function monitoringChange(
  { actor, intentId }: DecideEvaluation,
  { evaluation, task }: OpenDecision,
  { choice, endDate, assigneeId, targetValue, reason, inPlaceOfId }: Settlement,
): MonitoringChange {
  const { monitoring } = task;
  return {
    task,
    monitoring: {
      ...monitoring,
      state: endDate === null ? 'ended' : 'active',
      endDate: endDate ?? monitoring.endDate,
      extensionCount: monitoring.extensionCount + (choice === 'extend' ? 1 : 0),
      target: { ...monitoring.target, value: targetValue ?? monitoring.target.value },
    },
    ...statusAfter(choice, task, isClosedByItself(evaluation)),
    ...(assigneeId !== null && { assigneeId }),
    actor,
    intentId,
    action: auditActions[choice],
    undoable: true,
    ...(inPlaceOfId !== null && { inPlaceOfId }),
    ...(reason !== null && { reason }),
  };
}

/** A task that somebody completed stays so while its metric is watched on. */
function statusAfter(
  choice: ChoiceKind,
  task: Task,
  closedByItself: boolean,
): Pick<MonitoringChange, 'status'> {
  if (choice === 'close as met') return isOngoing(task) ? { status: 'done' } : {};
  if (choice === 'close as failed') return isOngoing(task) ? { status: 'cancelled' } : {};
  return closedByItself && task.status === 'done' ? { status: 'in progress' } : {};
}
