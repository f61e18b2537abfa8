import { millisecondsInWeek } from 'date-fns/constants';
import { isWorkingDay, localDayOf, workingHoursBetween } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import { dueCalendars } from '../tasks/index.js';
import type { ReportDeps } from './report-deps.js';
import { figuresOf, type TeamFigures } from './team-figures.js';

/** Reads what the team's figures from `from` up to but without `until` are made of. */
export async function gatherFigures(
  { tasks, evaluations, measurements, people, calendars }: ReportDeps,
  team: Team,
  from: Date,
  until: Date,
): Promise<TeamFigures> {
  const [teamTasks, settled, members] = await Promise.all([
    tasks.ongoingOrCompletedSince(team.id, from),
    evaluations.settledBetween(team.id, from, until),
    people.activeMembers(team.id),
  ]);
  const [readings, readingCalendars, calendarsByTask, calendarsById] = await Promise.all([
    measurements.ofTasks(teamTasks),
    measurements.readingCalendars(teamTasks),
    dueCalendars({ people, calendars }, teamTasks),
    calendars.calendarsOf(members.map(({ id }) => id)),
  ]);
  const memberCalendars = [...calendarsById.values()];
  const weekLater = new Date(until.getTime() + millisecondsInWeek);
  const hours = memberCalendars.map((calendar) => workingHoursBetween(calendar, until, weekLater));
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
    workingHours: hours.reduce((sum, each) => sum + each, 0),
    memberCount: members.length,
    unavailable: memberCalendars.filter((calendar) => !isWorkingDay(calendar, today)).length,
  });
}
