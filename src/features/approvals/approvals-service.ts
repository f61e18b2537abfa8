import { type LocalDay, localDayOf } from '../calendar/index.js';
import type { Actor, Member, MemberActor, Team } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import type { ApprovalKind } from './approval-kind.js';
import { type ApprovalRound, approvalRound, type RoundOptions } from './approval-round.js';
import { type Authority, authorityOver } from './authority.js';
import { type DecisionRights, decisionRightsOf } from './decision-rights.js';
import {
  type DelegateApprovals,
  type DelegateOutcome,
  delegateApprovals,
  endDelegation,
} from './delegate.js';
import { type WaitingApproval, waitingFor } from './waiting-for.js';

/** Whose turn it is to decide what waits for those who manage a team. */
export interface Approvals {
  /** Passes on what has waited too long, and says who is to be reminded of what. */
  round<Request>(options: RoundOptions<Request>): Promise<ApprovalRound<Request>>;
  /** Read once for all kinds of requests. */
  decisionRightsOf(actor: MemberActor): Promise<DecisionRights>;
  waitingFor<Request>(
    rights: DecisionRights,
    kind: ApprovalKind<Request>,
  ): Promise<readonly WaitingApproval<Request>[]>;
  /** Null when `actor` has no right to decide for `team` now; without a team the admins have it. */
  authorityOver(actor: Actor, team: Team | null): Promise<Authority | null>;
  delegate(request: DelegateApprovals): Promise<DelegateOutcome>;
  /** @returns who decided in the actor's place until now; null when nobody did. */
  endDelegation(request: {
    readonly actor: MemberActor;
    readonly intentId: string;
  }): Promise<Member | null>;
  /** Who decides in the actor's place, and until when; null when nobody. */
  delegationOf(
    actor: MemberActor,
  ): Promise<{ readonly to: string; readonly lastDay: LocalDay } | null>;
}

export function createApprovalsService(deps: ApprovalDeps): Approvals {
  const { clock } = deps;
  return {
    round: (options) => approvalRound(deps, options),
    decisionRightsOf: (actor) => decisionRightsOf(deps, actor),
    waitingFor,
    authorityOver: (actor, team) => {
      const timeZone = team?.timeZone ?? (actor.kind === 'member' ? actor.timeZone : 'UTC');
      return authorityOver(deps, actor, team, localDayOf(clock.now(), timeZone));
    },
    delegate: (request) => delegateApprovals(deps, request),
    endDelegation: (request) => endDelegation(deps, request),
    delegationOf: (actor) => delegationOf(deps, actor),
  };
}

async function delegationOf(
  { clock, delegations, people }: ApprovalDeps,
  { memberId, timeZone }: MemberActor,
) {
  const today = localDayOf(clock.now(), timeZone);
  const delegation = (await delegations.ofManagers([memberId], today)).get(memberId);
  const delegate = delegation && (await people.member(delegation.delegateId));
  return delegate ? { to: delegate.name, lastDay: delegation.lastDay } : null;
}
