import type { CalendarService, WorkCalendar } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Task } from './task.js';

/** What the calendars of tasks are found by. */
export interface DueCalendarDeps {
  readonly people: Pick<People, 'teams'>;
  readonly calendars: Pick<CalendarService, 'calendarsOf' | 'calendarOfTeam'>;
}

/** By task, the calendar of its assignee, or of its team while nobody has it. */
export async function dueCalendars(
  { people, calendars }: DueCalendarDeps,
  tasks: readonly Pick<Task, 'id' | 'teamId' | 'assigneeId'>[],
): Promise<ReadonlyMap<string, WorkCalendar>> {
  const ofMembers = await calendars.calendarsOf([
    ...new Set(tasks.flatMap(({ assigneeId }) => assigneeId ?? [])),
  ]);
  const teamIds = new Set(tasks.map(({ teamId }) => teamId));
  const teams = (await people.teams()).filter(({ id }) => teamIds.has(id));
  const ofTeams = new Map(
    await Promise.all(
      teams.map(async (team) => [team.id, await calendars.calendarOfTeam(team)] as const),
    ),
  );
  return new Map(
    tasks.flatMap(({ id, teamId, assigneeId }) => {
      const calendar = ofMembers.get(assigneeId ?? '') ?? ofTeams.get(teamId);
      return calendar ? [[id, calendar] as const] : [];
    }),
  );
}
