import type { Member, Team } from '../people/index.js';
import type { CalendarDeps } from './calendar-deps.js';
import { ownOrElse } from './dated-hours.js';
import {
  emptyMemberHours,
  type MemberHours,
  type RecordedLeave,
  type TeamHours,
  undecidedTeamHours,
} from './hours.js';
import type { Interval } from './interval.js';
import { addLocalDays, type LocalDay, startOfLocalDay } from './local-day.js';
import type { Leave, WorkCalendar } from './work-calendar.js';
import { fiveByEight } from './work-pattern.js';

type Reading = Pick<CalendarDeps, 'store' | 'people'>;

/** The calendars of all of `memberIds` that exist, by member, in four queries. */
export async function calendarsOf(
  { store, people }: Reading,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, WorkCalendar>> {
  const [members, teams, hoursOfMembers] = await Promise.all([
    people.members(memberIds),
    people.teams(),
    store.ofMembers(memberIds),
  ]);
  const teamIds = [...new Set(members.flatMap(({ teamId }) => teamId ?? []))];
  const hoursOfTeams = await store.ofTeams(teamIds);
  return new Map(
    members.map((member) => {
      const team = teams.find(({ id }) => id === member.teamId) ?? null;
      const teamHours = team && (hoursOfTeams.get(team.id) ?? undecidedTeamHours(team.id));
      const hours = hoursOfMembers.get(member.id) ?? emptyMemberHours(member.id);
      return [member.id, calendarFrom({ member, team, teamHours, hours })];
    }),
  );
}

/** A member's calendar from all that is kept. Without a team, Monday to Friday, 09:00 to 17:00. */
export function calendarFrom({
  member,
  team,
  teamHours,
  hours,
}: {
  readonly member: Pick<Member, 'timeZone'>;
  readonly team: Pick<Team, 'timeZone'> | null;
  readonly teamHours: TeamHours | null;
  readonly hours: MemberHours;
}): WorkCalendar {
  return {
    timeZone: member.timeZone,
    ...ownOrElse(hours, teamHours ?? { pattern: fiveByEight }),
    holidays: teamHours?.holidays ?? [],
    leave: hours.leave.map(withoutReason),
    onCall: hours.onCallWeeks.map((monday) => weekFrom(monday, (team ?? member).timeZone)),
  };
}

/** A team's own days and hours, in its zone. */
export function teamCalendarFrom(team: Pick<Team, 'timeZone'>, hours: TeamHours): WorkCalendar {
  const { pattern, earlier = [], holidays } = hours;
  return { timeZone: team.timeZone, pattern, earlier, holidays, leave: [], onCall: [] };
}

function withoutReason(recorded: RecordedLeave): Leave {
  const { id: _, reason: __, ...leave } = recorded;
  return leave;
}

function weekFrom(monday: LocalDay, timeZone: string): Interval {
  return {
    start: startOfLocalDay(monday, timeZone),
    end: startOfLocalDay(addLocalDays(monday, 7), timeZone),
  };
}
