import type { LocalDay } from '../calendar/index.js';
import { type Actor, isAllowed, type Member, type Team } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import { isInForce } from './delegation.js';

/** By which right somebody decides: one's own, or that of a manager who is away. */
export interface Authority {
  readonly inPlaceOf: Member | null;
}

/** Null when `actor` has no right to decide for `team`, or what is of no team, on its day `today`. */
export async function authorityOver(
  { people, delegations }: Pick<ApprovalDeps, 'people' | 'delegations'>,
  actor: Actor,
  team: Team | null,
  today: LocalDay,
): Promise<Authority | null> {
  const teamId = team?.id ?? null;
  if (isAllowed(actor, 'manage_team', { teamId })) return { inPlaceOf: null };
  if (actor.kind !== 'member' || !team) return null;
  for (const delegation of await delegations.toDelegate(actor.memberId)) {
    const { managerId } = delegation;
    if (!isInForce(delegation, today) || !team.managerIds.includes(managerId)) continue;
    const manager = await people.actorById(managerId);
    if (manager && isAllowed(manager, 'manage_team', { teamId })) {
      return { inPlaceOf: await people.member(managerId) };
    }
  }
  return null;
}
