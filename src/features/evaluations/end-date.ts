import {
  addLocalDays,
  addWorkingDays,
  isLocalDay,
  type LocalDay,
  localDaysBetween,
  type WorkCalendar,
} from '../calendar/index.js';
import type { Cadence } from '../tasks/index.js';

export type EndDateFault = 'no date' | 'too early' | 'not after the period' | 'too far';

/** A monitoring may be planned no further ahead than this. */
export const longestPlanDays = 365;

const daysOf: Record<Cadence, number> = { daily: 1, weekly: 7 };

/**
 * The first day that monitoring may be extended to: the first working day of `calendar` after `today`,
 * or the next day where readings come on all days.
 */
export function earliestEndDate(today: LocalDay, calendar: WorkCalendar | null): LocalDay {
  const workingDay = calendar && addWorkingDays(calendar, today, 1);
  return workingDay ?? addLocalDays(today, 1);
}

/** What is wrong with `text` as the new end of a period that ended on `oldEnd`; null when nothing. */
export function endDateFault(
  text: string,
  {
    oldEnd,
    today,
    earliest,
  }: { readonly oldEnd: LocalDay; readonly today: LocalDay; readonly earliest: LocalDay },
): EndDateFault | null {
  if (!isLocalDay(text)) return 'no date';
  if (text < earliest) return 'too early';
  if (text <= oldEnd) return 'not after the period';
  return localDaysBetween(today, text) > longestPlanDays ? 'too far' : null;
}

/**
 * The end date to propose: `buckets` days or weeks after `oldEnd`, but at least one after `today`
 * and at most a year. Where readings are expected on the working days of `calendar`, those are
 * counted, so that the end is one of them.
 */
export function proposedEndDate(
  oldEnd: LocalDay,
  buckets: number,
  cadence: Cadence,
  today: LocalDay,
  calendar: WorkCalendar | null,
): LocalDay {
  const latest = addLocalDays(today, longestPlanDays);
  if (buckets > longestPlanDays) return latest;
  const after = (day: LocalDay, count: number) =>
    calendar
      ? (addWorkingDays(calendar, day, count) ?? latest)
      : addLocalDays(day, count * daysOf[cadence]);
  const wanted = after(oldEnd, buckets);
  const soonest = after(today, 1);
  if (wanted < soonest) return soonest;
  return wanted > latest ? latest : wanted;
}
