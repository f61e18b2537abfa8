import type { DecisionRights, WaitingApproval } from '../../approvals/index.js';
import { logRefusal, type MemberActor, slackIdOf } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { giveCopy } from './copy.js';
import { waitingEvaluations } from './waiting.js';

/** What waits for whoever has the rights. */
export function waitingFor(
  deps: EvaluationDeps,
  rights: DecisionRights,
): Promise<readonly WaitingApproval<Evaluation>[]> {
  return deps.approvals.waitingFor(rights, waitingEvaluations(deps));
}

export type CopyOutcome = { readonly kind: 'sent' | 'not allowed' | 'unknown evaluation' };

/** Sends the card to the actor's direct messages, where it is kept up to date. */
export async function openCopy(
  deps: EvaluationDeps,
  { actor, evaluationId }: { actor: MemberActor; evaluationId: string },
): Promise<CopyOutcome> {
  const { store, people, approvals, inTransaction, logger } = deps;
  const evaluation = await store.evaluation(evaluationId);
  const team = evaluation && (await people.team(evaluation.teamId));
  if (!evaluation || !team) return { kind: 'unknown evaluation' };
  const slackId = slackIdOf((await people.member(actor.memberId)) ?? undefined);
  if (slackId === null || !(await approvals.authorityOver(actor, team))) {
    logRefusal(actor, logger, { evaluationId });
    return { kind: 'not allowed' };
  }
  await inTransaction((transaction) => giveCopy(deps, evaluation, slackId, transaction));
  return { kind: 'sent' };
}
