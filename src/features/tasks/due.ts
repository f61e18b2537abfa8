import {
  isWorkingDay,
  type LocalDay,
  localDaysBetween,
  type WorkCalendar,
  workingDaysBetween,
} from '../calendar/index.js';

/** Days ahead beyond which working days are not counted. */
const farthestCounted = 92;

/** How a due date lies from today, in working days of the one who has the task. */
export type Due =
  /** 0 working days: none has begun since. */
  | { readonly state: 'overdue'; readonly on: LocalDay; readonly workingDays: number }
  /** Today is the due date, or the last working day before it. */
  | { readonly state: 'today'; readonly on: LocalDay; readonly isDayOff: boolean }
  /** Null when it is far ahead. */
  | { readonly state: 'ahead'; readonly on: LocalDay; readonly workingDays: number | null };

export function dueFrom(today: LocalDay, on: LocalDay, calendar: WorkCalendar): Due {
  if (on < today) {
    return { state: 'overdue', on, workingDays: workingDaysBetween(calendar, on, today) };
  }
  if (on === today) return { state: 'today', on, isDayOff: false };
  if (localDaysBetween(today, on) > farthestCounted) {
    return { state: 'ahead', on, workingDays: null };
  }
  const workingDays = workingDaysBetween(calendar, today, on);
  return workingDays === 0 && isWorkingDay(calendar, today)
    ? { state: 'today', on, isDayOff: true }
    : { state: 'ahead', on, workingDays };
}
