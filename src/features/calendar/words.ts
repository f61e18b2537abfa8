import { isoWeekOf, type LocalDay, localDayAndTime, localDayOf, weekdayOf } from './local-day.js';
import { comingHours, type DatedHours, patternOn } from './dated-hours.js';
import type { Interval } from './interval.js';
import type { Holiday, Leave, WorkCalendar } from './work-calendar.js';
import type { WorkPattern, WorkWeek } from './work-pattern.js';
import { workingPeriodsOn } from './working-periods.js';
import { weekLines } from './pattern-text.js';
import { availabilityAt, nextWorkingMoment } from './working-time.js';

/** Such as `Wed 2026-12-23`. */
export function dayInWords(day: LocalDay): string {
  return `${weekdayOf(day).slice(0, 3)} ${day}`;
}

/** Such as `Wed 2026-12-23 13:00`. */
export function momentInWords(instant: Date, timeZone: string): string {
  const [day = '', time = ''] = localDayAndTime(instant, timeZone).split(' ');
  return `${dayInWords(day)} ${time}`;
}

/** Such as `2026-W48, from Mon 2026-11-23`. */
export function weekInWords(monday: LocalDay): string {
  return `${isoWeekOf(monday)}, from ${dayInWords(monday)}`;
}

export function holidayInWords({ day, part, name }: Holiday): string {
  return `${dayInWords(day)} ${name}${part === 'whole day' ? '' : ` (${part})`}`;
}

export function leaveInWords(leave: Leave, timeZone: string): string {
  if (leave.kind === 'time') {
    const { start, end } = leave;
    const [from, until] = [momentInWords(start, timeZone), momentInWords(end, timeZone)];
    const sameDay = localDayOf(start, timeZone) === localDayOf(end, timeZone);
    return `${from} to ${sameDay ? until.slice(-5) : until}`;
  }
  const { firstDay, lastDay, part } = leave;
  const days =
    firstDay === lastDay
      ? dayInWords(firstDay)
      : `${dayInWords(firstDay)} to ${dayInWords(lastDay)}`;
  return part === 'whole day' ? days : `${days}, ${part}`;
}

/** The work of `day` as clocks show it; null when there is none. */
export function workInWords(calendar: WorkCalendar, day: LocalDay): string | null {
  const time = (instant: Date) => localDayAndTime(instant, calendar.timeZone).slice(-5);
  const shown = workingPeriodsOn(calendar, day).map(
    ({ start, end }: Interval) => `${time(start)}-${time(end)}`,
  );
  return shown.length === 0 ? null : shown.join(', ');
}

/** Whether there is work now, and when it goes on; when others ask, not how long leave lasts. */
export function nowInWords(calendar: WorkCalendar, now: Date, seesAll: boolean): string {
  const availability = availabilityAt(calendar, now);
  const next = nextWorkingMoment(calendar, now);
  const tellsNext = next !== undefined && availability !== 'available';
  return tellsNext && (seesAll || availability === 'off hours')
    ? `${availability}, next at work ${momentInWords(next, calendar.timeZone)}`
    : availability;
}

/** The hours of `today`, and those that are to follow. */
export function hoursInWords(hours: DatedHours<WorkPattern>, today: LocalDay) {
  return {
    ...patternInWords(patternOn(hours, today)),
    coming: comingHours(hours, today).map(({ from, pattern }) => ({
      from: dayInWords(from),
      ...patternInWords(pattern),
    })),
  };
}

/** The lines of a pattern's weeks, each week of a rotation under its number. */
function patternInWords({ weeks, cycleStart }: WorkPattern): {
  readonly weeks: readonly { readonly number: number; readonly lines: readonly string[] }[];
  readonly rotatesFrom: string | null;
} {
  return {
    weeks: weeks.map((week: WorkWeek, index) => ({ number: index + 1, lines: weekLines(week) })),
    rotatesFrom: weeks.length > 1 ? weekInWords(cycleStart) : null,
  };
}
