import { millisecondsInWeek } from 'date-fns/constants';
import { isWorkingDay, localDayOf } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import { dueCalendars } from '../tasks/index.js';
import type { ReportDeps } from './report-deps.js';
import { figuresOf, type TeamFigures } from './team-figures.js';

/** Reads what the team's figures from `from` up to but without `until` are made of. */
export async function gatherFigures(
  { tasks, evaluations, measurements, people, calendars, workload }: ReportDeps,
  team: Team,
  from: Date,
  until: Date,
): Promise<TeamFigures> {
  const weekLater = new Date(until.getTime() + millisecondsInWeek);
  const [teamTasks, settled, members, loads, teamCalendar] = await Promise.all([
    tasks.ongoingOrCompletedSince(team.id, from),
    evaluations.settledBetween(team.id, from, until),
    people.activeMembers(team.id),
    workload.loadsOfTeam(team, { from: until, to: weekLater }),
    calendars.calendarOfTeam(team),
  ]);
  const [readings, readingCalendars, calendarsByTask, calendarsById] = await Promise.all([
    measurements.ofTasks(teamTasks),
    measurements.readingCalendars(teamTasks),
    dueCalendars({ people, calendars }, teamTasks),
    calendars.calendarsOf(members.map(({ id }) => id)),
  ]);
  const memberCalendars = [...calendarsById.values()];
  const today = localDayOf(until, team.timeZone);
  return figuresOf({
    from,
    until,
    firstDay: localDayOf(from, team.timeZone),
    today,
    tasks: teamTasks,
    settled,
    readings,
    readingCalendars,
    dueCalendars: calendarsByTask,
    teamCalendar,
    load: {
      openHours: sum(loads.members.map(({ loadHours }) => loadHours)),
      workingHours: sum(loads.members.map(({ capacityHours }) => capacityHours)),
    },
    memberCount: members.length,
    unavailable: memberCalendars.filter((calendar) => !isWorkingDay(calendar, today)).length,
  });
}

function sum(hours: readonly number[]): number {
  return hours.reduce((total, each) => total + each, 0);
}
