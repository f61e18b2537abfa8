import type { WorkCalendar } from '../calendar/index.js';
import type { Task } from '../tasks/index.js';
import type { MeasurementDeps } from './measurements-service.js';
import { isMonitored, type MonitoredTask } from './period.js';
import { isReachable } from './receivers.js';

/**
 * By task, the calendar of the one who is asked for its readings every day: of the assignee, or of
 * the team where the assignee cannot be asked. Tasks are left out of which every bucket is expected,
 * because a source is read or a week has working days enough.
 */
export async function readingCalendars(
  { people, calendars }: Pick<MeasurementDeps, 'people' | 'calendars'>,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, WorkCalendar>> {
  const asked = tasks.filter(isMonitored).filter(isAskedDaily);
  if (asked.length === 0) return new Map();
  const assigneeIds = new Set(asked.flatMap(({ assigneeId }) => assigneeId ?? []));
  const [assignees, teams] = await Promise.all([people.members([...assigneeIds]), people.teams()]);
  const reachable = assignees.filter(isReachable).map(({ id }) => id);
  const ofMembers = await calendars.calendarsOf(reachable);
  const teamIds = new Set(
    asked.flatMap(({ assigneeId, teamId }) => (ofMembers.has(assigneeId ?? '') ? [] : teamId)),
  );
  const ofTeams = new Map<string, WorkCalendar>();
  for (const team of teams.filter(({ id }) => teamIds.has(id))) {
    ofTeams.set(team.id, await calendars.calendarOfTeam(team));
  }
  return new Map(
    asked.flatMap(({ id, assigneeId, teamId }) => {
      const calendar = ofMembers.get(assigneeId ?? '') ?? ofTeams.get(teamId);
      return calendar ? [[id, calendar] as const] : [];
    }),
  );
}

function isAskedDaily({ monitoring: { source, cadence } }: MonitoredTask): boolean {
  return source.kind === 'manual' && cadence === 'daily';
}
