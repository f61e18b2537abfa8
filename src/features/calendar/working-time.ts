import { millisecondsInHour } from 'date-fns/constants';
import { isAbsentAt } from './absence.js';
import { isWithin } from './interval.js';
import { addLocalDays, localDayOf } from './local-day.js';
import type { WorkCalendar } from './work-calendar.js';
import { workingPeriodsFrom, workingPeriodsOn } from './working-periods.js';

/** What others may know about somebody at an instant: never why. */
export type Availability = 'available' | 'not available' | 'off hours';

export function isWorkingAt(calendar: WorkCalendar, instant: Date): boolean {
  const day = localDayOf(instant, calendar.timeZone);
  return workingPeriodsOn(calendar, day).some((period) => isWithin(period, instant));
}

/** `available` in working hours, `not available` on leave and holidays, else `off hours`. */
export function availabilityAt(calendar: WorkCalendar, instant: Date): Availability {
  if (isWorkingAt(calendar, instant)) return 'available';
  return isAbsentAt(calendar, instant) ? 'not available' : 'off hours';
}

/** The first instant at or after `from` at which there is work; undefined when there is none. */
export function nextWorkingMoment(calendar: WorkCalendar, from: Date): Date | undefined {
  for (const { start } of workingPeriodsFrom(calendar, from)) return start > from ? start : from;
  return undefined;
}

/**
 * Working time from `from` up to `to`, in milliseconds; negative when `to` is earlier. The time
 * between three instants adds up.
 */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  if (to < from) return 0 - workingTimeBetween(calendar, to, from);
  const lastDay = localDayOf(to, calendar.timeZone);
  let total = 0;
  for (let day = localDayOf(from, calendar.timeZone); day <= lastDay; day = addLocalDays(day, 1)) {
    for (const { start, end } of workingPeriodsOn(calendar, day)) {
      const begin = Math.max(start.getTime(), from.getTime());
      total += Math.max(0, Math.min(end.getTime(), to.getTime()) - begin);
    }
  }
  return total;
}

/** Working time from `from` up to `to`, in hours: how much work fits in between. */
export function workingHoursBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  return workingTimeBetween(calendar, from, to) / millisecondsInHour;
}

export function isOnCallAt({ onCall }: WorkCalendar, instant: Date): boolean {
  return onCall.some((duty) => isWithin(duty, instant));
}
