import {
  addWorkingDays,
  dayInWords,
  isWorkingDay,
  type LocalDay,
  type WorkCalendar,
  weekdayOf,
} from '../../calendar/index.js';
import { dueCalendars } from '../due-calendars.js';
import type { Task } from '../task.js';
import type { ChatDeps } from './chat-deps.js';

/** That a day of a task is a day off, for whom, and when work goes on. */
export interface DayOff {
  readonly what: 'due' | 'monitoring ends';
  readonly weekday: string;
  readonly of: string;
  /** Null when there is no working day within ten years. */
  readonly next: string | null;
}

/** Which days of `task` are days off of its assignee, or of its team while nobody has it. */
export async function daysOffOf(deps: ChatDeps, task: Task): Promise<readonly DayOff[]> {
  const { dueOn, monitoring, assigneeId, teamId } = task;
  if (dueOn === null && monitoring === null) return [];
  const calendar = (await dueCalendars(deps, [task])).get(task.id);
  if (!calendar) return [];
  const holder = assigneeId === null ? deps.people.team(teamId) : deps.people.member(assigneeId);
  const of = (await holder)?.name ?? task.id;
  return [
    ...dayOff('due', dueOn, of, calendar),
    ...dayOff('monitoring ends', monitoring?.endDate ?? null, of, calendar),
  ];
}

function dayOff(
  what: DayOff['what'],
  day: LocalDay | null,
  of: string,
  calendar: WorkCalendar,
): readonly DayOff[] {
  if (day === null || isWorkingDay(calendar, day)) return [];
  const next = addWorkingDays(calendar, day, 1);
  return [
    { what, weekday: weekdayOf(day), of, next: next === undefined ? null : dayInWords(next) },
  ];
}
