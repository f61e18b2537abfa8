import { type Weekday, weekdays } from '../../shared/weekdays.js';
import { daysSinceMonday, type LocalDay, localDaysBetween } from './local-day.js';

/** A stretch of work within one day, in minutes of what clocks show: 0 to 1440, half-open. */
export interface WorkPeriod {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** The periods of Monday to Sunday, each day's in order and without overlap. */
export type WorkWeek = readonly (readonly WorkPeriod[])[];

/** Weeks that follow one another and begin anew after the last; most patterns have one. */
export interface WorkPattern {
  readonly weeks: readonly WorkWeek[];
  /** A day of a week, past or to come, that is the first of `weeks`. */
  readonly cycleStart: LocalDay;
}

const eightHours: WorkPeriod = { startMinute: 9 * 60, endMinute: 17 * 60 };
const tenHours: WorkPeriod = { startMinute: 8 * 60, endMinute: 18 * 60 };
/** Any Monday will do where all weeks are equal. */
const anyMonday: LocalDay = '2024-01-01';

/** Monday to Friday, 09:00 to 17:00. */
export const fiveByEight: WorkPattern = {
  weeks: [weekWith(['Saturday', 'Sunday'], eightHours)],
  cycleStart: anyMonday,
};

/**
 * Four days of ten hours, 08:00 to 18:00.
 * @param offDays the day off from Monday to Friday: one for every week, or one for each week of a
 * rotation, whose first is the week of `cycleStart`
 */
export function fourByTen(offDays: readonly Weekday[], cycleStart = anyMonday): WorkPattern {
  return {
    weeks: offDays.map((offDay) => weekWith(['Saturday', 'Sunday', offDay], tenHours)),
    cycleStart,
  };
}

/** The periods that `pattern` has on `day`, before holidays and leave. */
export function periodsOn(
  { weeks, cycleStart }: WorkPattern,
  day: LocalDay,
): readonly WorkPeriod[] {
  const daysSince = localDaysBetween(cycleStart, day) + daysSinceMonday(cycleStart);
  const weeksSince = Math.floor(daysSince / 7);
  const index = ((weeksSince % weeks.length) + weeks.length) % weeks.length;
  return weeks[index]?.[daysSinceMonday(day)] ?? [];
}

/** The minute by which half of the work of `periods` is done; noon for a day without work. */
export function middleOf(periods: readonly WorkPeriod[]): number {
  let left = minutesOf(periods) / 2;
  for (const { startMinute, endMinute } of periods) {
    if (left <= endMinute - startMinute) return startMinute + left;
    left -= endMinute - startMinute;
  }
  return 12 * 60;
}

/** How many minutes `periods` last by the clock. */
export function minutesOf(periods: readonly WorkPeriod[]): number {
  return periods.reduce((sum, { startMinute, endMinute }) => sum + endMinute - startMinute, 0);
}

function weekWith(offDays: readonly Weekday[], period: WorkPeriod): WorkWeek {
  return weekdays.map((weekday) => (offDays.includes(weekday) ? [] : [period]));
}
