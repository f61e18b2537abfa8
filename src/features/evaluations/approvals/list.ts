import { type LocalDay, localDayOf, workingDaysBetween } from '../../calendar/index.js';
import type { Member, MemberActor } from '../../people/index.js';
import { slackIdOf } from '../audience.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { authorityOver } from './authority.js';
import { giveCopy } from './copy.js';
import { waitingIn } from './waiting.js';

export interface WaitingApproval {
  readonly evaluation: Evaluation;
  readonly inPlaceOf: Member | null;
  /** In working days of who asks. */
  readonly waitedDays: number;
}

export interface Approvals {
  /** Longest waiting first. */
  readonly waiting: readonly WaitingApproval[];
  /** Who decides in the actor's place, and until when; null when nobody. */
  readonly delegated: { readonly to: string; readonly lastDay: LocalDay } | null;
}

/** What waits for `actor`: as a manager, as a manager's delegate, or passed on to the actor. */
export async function approvalsOf(deps: EvaluationDeps, actor: MemberActor): Promise<Approvals> {
  const { people, clock, calendars, delegations } = deps;
  const now = clock.now();
  const { memberId } = actor;
  const calendar = (await calendars.calendarsOf([memberId])).get(memberId);
  if (!calendar) throw new Error(`${memberId} acts and is no member`);
  const waiting: WaitingApproval[] = [];
  for (const team of await people.teams()) {
    const today = localDayOf(now, team.timeZone);
    const authority = await authorityOver(deps, actor, team, today);
    if (!authority) continue;
    const { inPlaceOf } = authority;
    const isTheirs = inPlaceOf !== null || team.managerIds.includes(memberId);
    for (const evaluation of await waitingIn(deps, [team.id])) {
      if (!isTheirs && !evaluation.approval.askedIds.includes(memberId)) continue;
      const since = localDayOf(evaluation.evaluatedAt, team.timeZone);
      const waitedDays = workingDaysBetween(calendar, since, today);
      waiting.push({ evaluation, inPlaceOf, waitedDays });
    }
  }
  const today = localDayOf(now, actor.timeZone);
  const delegation = (await delegations.ofManagers([memberId], today)).get(memberId);
  const delegate = delegation && (await people.member(delegation.delegateId));
  return {
    waiting: waiting.toSorted(
      (left, right) =>
        left.evaluation.evaluatedAt.getTime() - right.evaluation.evaluatedAt.getTime(),
    ),
    delegated: delegate ? { to: delegate.name, lastDay: delegation.lastDay } : null,
  };
}

export type CopyOutcome = { readonly kind: 'sent' | 'not allowed' | 'unknown evaluation' };

/** Sends the card to the actor's direct messages, where it is kept up to date. */
export async function openCopy(
  deps: EvaluationDeps,
  { actor, evaluationId }: { actor: MemberActor; evaluationId: string },
): Promise<CopyOutcome> {
  const { store, people, clock, inTransaction, logger } = deps;
  const evaluation = await store.evaluation(evaluationId);
  const team = evaluation && (await people.team(evaluation.teamId));
  if (!evaluation || !team) return { kind: 'unknown evaluation' };
  const today = localDayOf(clock.now(), team.timeZone);
  const slackId = slackIdOf((await people.member(actor.memberId)) ?? undefined);
  if (slackId === null || !(await authorityOver(deps, actor, team, today))) {
    logger.warn({ actorId: actor.memberId, evaluationId }, 'refused: not allowed');
    return { kind: 'not allowed' };
  }
  await inTransaction((transaction) => giveCopy(deps, evaluation, slackId, transaction));
  return { kind: 'sent' };
}
