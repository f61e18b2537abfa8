import type { LocalDay } from '../calendar/index.js';
import {
  type Actor,
  isAllowed,
  type Member,
  type MemberActor,
  type Team,
} from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import { type Delegation, isInForce } from './delegation.js';

/** By which right somebody decides: one's own, or that of a manager who is away. */
export interface Authority {
  readonly inPlaceOf: Member | null;
}

interface Delegated {
  readonly delegation: Delegation;
  readonly manager: Member;
  readonly managerAsActor: MemberActor;
}

/** What was ever delegated to `actor`, by managers who are still here. */
export async function delegatedTo(
  { people, delegations }: Pick<ApprovalDeps, 'people' | 'delegations'>,
  actor: Actor,
): Promise<readonly Delegated[]> {
  if (actor.kind !== 'member') return [];
  const delegated = await Promise.all(
    (await delegations.toDelegate(actor.memberId)).map(async (delegation) => {
      const [manager, managerAsActor] = await Promise.all([
        people.member(delegation.managerId),
        people.actorById(delegation.managerId),
      ]);
      return manager && managerAsActor ? [{ delegation, manager, managerAsActor }] : [];
    }),
  );
  return delegated.flat();
}

/** Null when `actor` has no right to decide for `team`, or what is of no team, on its day `today`. */
export function authorityBy(
  actor: Actor,
  team: Team | null,
  { today, delegated }: { readonly today: LocalDay; readonly delegated: readonly Delegated[] },
): Authority | null {
  const teamId = team?.id ?? null;
  if (isAllowed(actor, 'manage_team', { teamId })) return { inPlaceOf: null };
  if (!team) return null;
  const inForce = delegated.find(
    ({ delegation, manager, managerAsActor }) =>
      isInForce(delegation, today) &&
      team.managerIds.includes(manager.id) &&
      isAllowed(managerAsActor, 'manage_team', { teamId }),
  );
  return inForce ? { inPlaceOf: inForce.manager } : null;
}

/** As `authorityBy`, reading what was delegated to `actor`. */
export async function authorityOver(
  deps: Pick<ApprovalDeps, 'people' | 'delegations'>,
  actor: Actor,
  team: Team | null,
  today: LocalDay,
): Promise<Authority | null> {
  return authorityBy(actor, team, { today, delegated: await delegatedTo(deps, actor) });
}
