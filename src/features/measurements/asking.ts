import type { WorkCalendar } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import type { MeasurementDeps } from './measurements-service.js';
import type { MonitoredTask } from './period.js';
import { type QuestionTime, questionTime } from './question-time.js';
import { isReachable } from './receivers.js';

/** The calendars by which questions are timed. */
export interface Calendars {
  readonly ofMembers: ReadonlyMap<string, WorkCalendar>;
  /** For what is asked of the managers. */
  readonly ofTeam: WorkCalendar;
}

/** Those of the team and of all that take part in it or have one of its tasks. */
export async function calendarsFor(
  { people, calendars }: MeasurementDeps,
  team: Team,
  assigneeIds: readonly string[],
): Promise<Calendars> {
  const members = await people.activeMembers(team.id);
  const ids = new Set([...members.map(({ id }) => id), ...assigneeIds]);
  const [ofMembers, ofTeam] = await Promise.all([
    calendars.calendarsOf([...ids]),
    calendars.calendarOfTeam(team),
  ]);
  return { ofMembers, ofTeam };
}

/**
 * When a task's value is asked for, by the assignee's calendar; null on days off. On the last day of
 * the period it is needed in any case, and so is a week's.
 */
export function timeOfQuestion(
  { monitoring }: MonitoredTask,
  bucket: string,
  { team, assignee, calendars, force }: Asking,
): QuestionTime | null {
  const isNeeded = force || monitoring.cadence === 'weekly' || monitoring.endDate === bucket;
  const calendar = assignee && isReachable(assignee) ? calendars.ofMembers.get(assignee.id) : null;
  return questionTime(bucket, team, calendar ?? calendars.ofTeam, isNeeded);
}

export interface Asking {
  readonly team: Team;
  readonly assignee: Member | null;
  readonly calendars: Calendars;
  /** Whether somebody wants the question asked now. */
  readonly force: boolean;
}

/** Whether the work of all of the team's people in `bucket`, and the team's own, has begun at `now`. */
export function hasBegunForAll(
  bucket: string,
  team: Team,
  { ofMembers, ofTeam }: Calendars,
  now: Date,
): boolean {
  return [...ofMembers.values(), ofTeam].every((calendar) => {
    const time = questionTime(bucket, team, calendar, true);
    return time === null || time.at <= now;
  });
}
