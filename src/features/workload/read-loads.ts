import type { WorkCalendar } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { capacityIn, type Horizon, horizonFrom } from './capacity.js';
import { type Load, loadOf, totalHours } from './load.js';
import type { WorkloadDeps } from './workload-deps.js';

export interface MemberLoad extends Load {
  readonly member: Member;
  /** What the member holds, in whatever team, oldest first. */
  readonly tasks: readonly Task[];
}

export interface TeamLoads {
  readonly team: Team;
  readonly horizon: Horizon;
  /** Of the active members, in the order of their names. */
  readonly members: readonly MemberLoad[];
  /** Of those members, by id. */
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  /** The team's open tasks that nobody holds. */
  readonly unassigned: readonly Task[];
}

/** The load of everybody in a team, over the planning horizon or, when given, another one. */
export async function loadsOfTeam(
  deps: WorkloadDeps,
  team: Team,
  givenHorizon?: Horizon,
): Promise<TeamLoads> {
  const { people, calendars, tasks, clock, settings } = deps;
  const active = await people.activeMembers(team.id);
  const members = active.toSorted((a, b) => a.name.localeCompare(b.name));
  const ids = members.map(({ id }) => id);
  const [teamCalendar, ownCalendars, unassigned, held] = await Promise.all([
    calendars.calendarOfTeam(team),
    calendars.calendarsOf(ids),
    tasks.unassignedTasks(team.id),
    tasks.ongoingTasksOf(ids),
  ]);
  const horizon = givenHorizon ?? horizonFrom(teamCalendar, clock.now(), settings.horizonDays);
  const loads = members.map((member): MemberLoad => {
    const calendar = ownCalendars.get(member.id);
    const capacity = calendar ? capacityIn(horizon, calendar, member.weeklyCapacityHours) : 0;
    const own = held.filter(({ assigneeId }) => assigneeId === member.id);
    return { member, tasks: own, ...loadOf(capacity, totalHours(own), settings) };
  });
  return { team, horizon, members: loads, calendars: ownCalendars, unassigned };
}
