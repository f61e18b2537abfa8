import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import { type Member, slackIdOf } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import type { Chain, Decider } from './approval.js';

/** Who may be asked to decide on `day`, in order; who cannot be reached is left out. */
export async function chainOf(
  { people, delegations, calendars }: ApprovalDeps,
  managerIds: readonly string[],
  day: LocalDay,
): Promise<Chain> {
  const inForce = await delegations.ofManagers(managerIds, day);
  const delegateIds = [...inForce.values()].map(({ delegateId }) => delegateId);
  const [members, admins] = await Promise.all([
    people.members([...new Set([...managerIds, ...delegateIds])]),
    people.admins(),
  ]);
  const ids = [...members, ...admins].map(({ id }) => id);
  const calendarOf = await calendars.calendarsOf([...new Set(ids)]);
  const byId = new Map(members.map((member) => [member.id, member]));
  const deciderOf = (id: string | undefined) => reachable(byId.get(id ?? ''), calendarOf);
  const managers = managerIds.flatMap((id) => {
    const manager = deciderOf(id);
    if (!manager) return [];
    return [{ ...manager, delegate: deciderOf(inForce.get(id)?.delegateId) }];
  });
  return {
    managers,
    admins: admins.flatMap((admin) => reachable(admin, calendarOf) ?? []),
  };
}

function reachable(
  member: Member | undefined,
  calendarOf: ReadonlyMap<string, WorkCalendar>,
): Decider | null {
  const calendar = member && calendarOf.get(member.id);
  return !calendar || slackIdOf(member) === null ? null : { member, calendar };
}
