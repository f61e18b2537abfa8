import type { Actor, Member, Team } from '../people/index.js';
import { allows, type CalendarDeps } from './calendar-deps.js';
import type { TeamHours } from './hours.js';
import { type LocalDay, localDayOf, mondayOf } from './local-day.js';

export interface TeamLook {
  readonly actor: Actor;
  readonly teamId: string;
}

export type TeamLookOutcome =
  | { readonly kind: 'unknown team' | 'not allowed' }
  | {
      readonly kind: 'found';
      readonly team: Team;
      readonly hours: TeamHours;
      readonly today: LocalDay;
      /** Who is on call in this week and the ones after, by week. */
      readonly onCall: readonly {
        readonly monday: LocalDay;
        readonly members: readonly Member[];
      }[];
    };

export async function lookAtTeam(
  deps: CalendarDeps,
  { actor, teamId }: TeamLook,
): Promise<TeamLookOutcome> {
  const { store, people, clock } = deps;
  const team = await people.team(teamId);
  if (!team) return { kind: 'unknown team' };
  if (!allows(deps, actor, 'view_team', { teamId })) return { kind: 'not allowed' };
  const [hours, members] = await Promise.all([store.ofTeam(teamId), people.activeMembers(teamId)]);
  const hoursOfMembers = await store.ofMembers(members.map(({ id }) => id));
  const today = localDayOf(clock.now(), team.timeZone);
  const weeksOf = (member: Member) => hoursOfMembers.get(member.id)?.onCallWeeks ?? [];
  const mondays = [...new Set(members.flatMap(weeksOf))]
    .filter((monday) => monday >= mondayOf(today))
    .toSorted();
  const onCall = mondays.map((monday) => ({
    monday,
    members: members.filter((member) => weeksOf(member).includes(monday)),
  }));
  return { kind: 'found', team, hours, today, onCall };
}
