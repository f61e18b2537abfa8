import { isMonitored, type MonitoredTask } from '../measurements/index.js';
import { type Actor, actorId, logRefusal, type Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { Authority } from '../approvals/index.js';
import { type Audience, audienceOf, concernedBy } from './audience.js';
import { type Offer, offerFor } from './choice.js';
import { type Evaluation, isAboutCurrentPeriod, isOpen } from './evaluation.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { excludedFromDeciding } from './own-task.js';

/** An evaluation about which a manager may decide now. */
export interface OpenDecision {
  readonly kind: 'open';
  readonly evaluation: Evaluation;
  readonly task: MonitoredTask;
  readonly team: Team;
  readonly offer: Offer;
  /** By which right the actor decides. */
  readonly authority: Authority;
}

export type OpenRefusal =
  | { readonly kind: 'unknown evaluation' }
  | { readonly kind: 'not allowed'; readonly evaluation: Evaluation }
  /** The actor holds the task, and others manage the team. */
  | {
      readonly kind: 'own task';
      readonly evaluation: Evaluation;
      readonly managers: readonly string[];
    }
  /** Somebody has decided already; `evaluation` says what. */
  | { readonly kind: 'settled'; readonly evaluation: Evaluation; readonly audience: Audience }
  /** The task's monitoring is no longer in the period that was evaluated. */
  | { readonly kind: 'overtaken'; readonly evaluation: Evaluation; readonly task: Task };

export interface OpenRequest {
  readonly evaluationId: string;
  /** Of the evaluation that the card showed. */
  readonly version: number;
  readonly actor: Actor;
}

/** Finds what a card's button is about, and whether `actor` may still decide it. */
export async function openDecision(
  deps: EvaluationDeps,
  { evaluationId, version, actor }: OpenRequest,
): Promise<OpenDecision | OpenRefusal> {
  const { store, tasks, people, approvals, logger } = deps;
  const evaluation = await store.evaluation(evaluationId);
  if (!evaluation) return { kind: 'unknown evaluation' };
  const { taskId, teamId } = evaluation;
  const [task, team] = await Promise.all([tasks.task(taskId), people.team(teamId)]);
  if (!task || !team) throw new Error(`${evaluationId} has no task or no team any more`);
  const authority = await approvals.authorityOver(actor, team);
  if (!authority) {
    logRefusal(actor, logger, { evaluationId });
    return { kind: 'not allowed', evaluation };
  }
  if (excludedFromDeciding(team, task.assigneeId) === actorId(actor)) {
    logRefusal(actor, logger, { evaluationId, because: 'it is their own task' });
    const managers = await people.members(team.managerIds);
    const others = managers.filter(({ id }) => id !== task.assigneeId);
    return { kind: 'own task', evaluation, managers: others.map(({ name }) => name) };
  }
  if (evaluation.withdrawal) return { kind: 'overtaken', evaluation, task };
  if (evaluation.version !== version || !isOpen(evaluation)) {
    const audience = await audienceOf(people, team, concernedBy(evaluation));
    return { kind: 'settled', evaluation, audience };
  }
  if (!isMonitored(task) || !isAboutCurrentPeriod(evaluation, task)) {
    return { kind: 'overtaken', evaluation, task };
  }
  const offer = offerFor(evaluation.receipt.result, evaluation);
  return { kind: 'open', evaluation, task, team, offer, authority };
}
