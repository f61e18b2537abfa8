import { freeMinutesOn } from './absence.js';
import { patternOn } from './dated-hours.js';
import { type Interval, type Stretch, without } from './interval.js';
import { addLocalDays, clockOf, type LocalDay, localDayOf } from './local-day.js';
import type { WorkCalendar } from './work-calendar.js';
import { periodsOn } from './work-pattern.js';

/** How far ahead or back work is looked for, so that a calendar without any gives an answer. */
export const searchLimitDays = 3_660;

/**
 * When `calendar` has work on `day` of its zone: pattern without holidays and leave, in order and
 * without overlap. A period lasts from the first instant at which clocks show its start to the first
 * at which they show its end, so that one across a change of the clocks is an hour shorter or longer.
 */
export function workingPeriodsOn(calendar: WorkCalendar, day: LocalDay): readonly Interval[] {
  const periods = periodsOn(patternOn(calendar, day), day);
  if (periods.length === 0) return [];
  const { timeZone, leave } = calendar;
  const clock = clockOf(day, timeZone);
  const free = freeMinutesOn(calendar, day);
  const absences = leave.flatMap((absence): Stretch[] =>
    absence.kind === 'time' ? [[absence.start.getTime(), absence.end.getTime()]] : [],
  );
  return periods
    .flatMap(({ startMinute, endMinute }) => without([startMinute, endMinute], free))
    .map(([start, end]): Stretch => [clock(start).getTime(), clock(end).getTime()])
    .filter(([start, end]) => start < end)
    .flatMap((period) => without(period, absences))
    .map(([start, end]) => ({ start: new Date(start), end: new Date(end) }));
}

/** The working periods that end after `instant`, in order, until the search is given up. */
export function* workingPeriodsFrom(calendar: WorkCalendar, instant: Date): Generator<Interval> {
  let day = localDayOf(instant, calendar.timeZone);
  for (let searched = 0; searched <= searchLimitDays; searched++) {
    for (const period of workingPeriodsOn(calendar, day)) {
      if (period.end > instant) yield period;
    }
    day = addLocalDays(day, 1);
  }
}
