import { addLocalDays, type LocalDay, localDayOf } from './local-day.js';
import type { WorkCalendar } from './work-calendar.js';
import { searchLimitDays, workingPeriodsOn } from './working-periods.js';

/** Calendars do not change, and those who count days in them count the same ones again and again. */
const knownDays = new WeakMap<WorkCalendar, Map<LocalDay, boolean>>();

/** Whether any work is left on `day` after holidays and leave. */
export function isWorkingDay(calendar: WorkCalendar, day: LocalDay): boolean {
  let days = knownDays.get(calendar);
  if (!days) knownDays.set(calendar, (days = new Map()));
  let isWorking = days.get(day);
  if (isWorking === undefined) {
    isWorking = workingPeriodsOn(calendar, day).length > 0;
    days.set(day, isWorking);
  }
  return isWorking;
}

/**
 * The `days`-th working day after `day`, or before it when negative; `day` itself for 0. Undefined
 * when there are not as many within ten years.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  day: LocalDay,
  days: number,
): LocalDay | undefined {
  const step = Math.sign(days);
  let left = Math.abs(days);
  let current = day;
  for (let searched = 0; left > 0; searched++) {
    if (searched === searchLimitDays) return undefined;
    current = addLocalDays(current, step);
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return current;
}

/**
 * How many working days there are after `from` up to and including `to`; negative when `to` is
 * earlier. From a working day it is what `addWorkingDays` has to add to get to another.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: LocalDay, to: LocalDay): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = from; day < to; ) {
    day = addLocalDays(day, 1);
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** When work begins on `day`; undefined when there is none on it. */
export function startOfWorkingDay(calendar: WorkCalendar, day: LocalDay): Date | undefined {
  return workingPeriodsOn(calendar, day)[0]?.start;
}

/** When work begins on the first working day after that of `instant`; undefined without one. */
export function nextWorkingDayStart(calendar: WorkCalendar, instant: Date): Date | undefined {
  const day = addWorkingDays(calendar, localDayOf(instant, calendar.timeZone), 1);
  return day === undefined ? undefined : startOfWorkingDay(calendar, day);
}
