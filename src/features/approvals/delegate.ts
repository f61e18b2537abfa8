import { type LocalDay, localDayOf } from '../calendar/index.js';
import { type Member, type MemberActor, slackIdOf } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import { delegationEnded, delegationStarted } from './slack/delegation-messages.js';
import { type Delegation, isInForce, lastDayFault } from './delegation.js';

export interface DelegateApprovals {
  readonly actor: MemberActor;
  readonly delegateId: string;
  /** As it was written. */
  readonly lastDay: string;
  readonly intentId: string;
}

export type DelegateOutcome =
  | { readonly kind: 'delegated'; readonly delegate: Member; readonly lastDay: LocalDay }
  | { readonly kind: 'no manager' }
  | { readonly kind: 'invalid'; readonly fault: string };

/** Lets somebody else decide in the actor's place, besides the actor, up to and with `lastDay`. */
export async function delegateApprovals(
  deps: ApprovalDeps,
  { actor, delegateId, lastDay, intentId }: DelegateApprovals,
): Promise<DelegateOutcome> {
  if (actor.managesTeamIds.length === 0) return { kind: 'no manager' };
  const { people, delegations, audit, outbox, inTransaction, clock } = deps;
  const now = clock.now();
  const delegate = await people.member(delegateId);
  const fault =
    lastDayFault(lastDay, localDayOf(now, actor.timeZone)) ?? delegateFault(actor, delegate);
  if (fault !== null || !delegate) return { kind: 'invalid', fault: fault ?? 'Nobody is named.' };
  const delegation = { managerId: actor.memberId, delegateId, lastDay, createdAt: now };
  await inTransaction(async (transaction) => {
    await delegations.save(delegation, transaction);
    await audit.insert(
      auditEntry(delegation, 'approvals delegated', actor, now, intentId),
      transaction,
    );
    await outbox.enqueue([delegationStarted({ actor, delegate, lastDay, intentId })], transaction);
  });
  return { kind: 'delegated', delegate, lastDay };
}

/** @returns who decided for some team in the actor's place until now; null when nobody did. */
export async function endDelegation(
  deps: ApprovalDeps,
  { actor, intentId }: Pick<DelegateApprovals, 'actor' | 'intentId'>,
): Promise<Member | null> {
  const { people, delegations, audit, outbox, inTransaction, clock } = deps;
  const now = clock.now();
  const delegation = await delegationInForce(deps, actor, now);
  const delegate = delegation && (await people.member(delegation.delegateId));
  if (!delegation || !delegate) return null;
  return inTransaction(async (transaction) => {
    if (!(await delegations.remove(actor.memberId, transaction))) return null;
    await audit.insert(
      auditEntry(delegation, 'delegation ended', actor, now, intentId),
      transaction,
    );
    await outbox.enqueue([delegationEnded({ actor, delegate, intentId })], transaction);
    return delegate;
  });
}

/** The actor's delegation while the day of some team of theirs is not past its last. */
async function delegationInForce(
  { people, delegations }: ApprovalDeps,
  actor: MemberActor,
  now: Date,
): Promise<Delegation | null> {
  const [delegation, teams] = await Promise.all([
    delegations.ofManager(actor.memberId),
    people.teams(),
  ]);
  const managed = teams.filter(({ id }) => actor.managesTeamIds.includes(id));
  return delegation &&
    managed.some(({ timeZone }) => isInForce(delegation, localDayOf(now, timeZone)))
    ? delegation
    : null;
}

function delegateFault(actor: MemberActor, delegate: Member | null): string | null {
  if (!delegate) return 'Nobody by that name is known here.';
  if (delegate.id === actor.memberId) return 'Name somebody else than yourself.';
  if (slackIdOf(delegate) === null) return `${delegate.name} cannot be reached in Slack.`;
  const leads =
    delegate.role === 'lead' || delegate.role === 'manager' || delegate.role === 'admin';
  const isInTeam = delegate.teamId !== null && actor.managesTeamIds.includes(delegate.teamId);
  return leads || isInTeam
    ? null
    : `${delegate.name} is not in a team of yours, and neither lead nor manager.`;
}

function auditEntry(
  { managerId, delegateId, lastDay }: Delegation,
  action: string,
  actor: MemberActor,
  at: Date,
  id: string,
) {
  const subject = `approvals of ${managerId}`;
  return { id, at, actorId: actor.memberId, action, subject, after: { delegateId, lastDay } };
}
