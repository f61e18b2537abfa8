import { addLocalDays, isLocalDay, type LocalDay, localDaysBetween } from '../calendar/index.js';
import type { Cadence } from '../tasks/index.js';

export type EndDateFault = 'no date' | 'in the past' | 'not after the period' | 'too far';

/** A monitoring may be planned no further ahead than this. */
export const longestPlanDays = 365;

const daysOf: Record<Cadence, number> = { daily: 1, weekly: 7 };

/** What is wrong with `text` as the new end of a period that ended on `oldEnd`; null when nothing. */
export function endDateFault(text: string, oldEnd: LocalDay, today: LocalDay): EndDateFault | null {
  if (!isLocalDay(text)) return 'no date';
  if (text < today) return 'in the past';
  if (text <= oldEnd) return 'not after the period';
  return localDaysBetween(today, text) > longestPlanDays ? 'too far' : null;
}

/**
 * The end date to propose: `buckets` days or weeks after `oldEnd`, but at least one after `today`
 * and at most a year.
 */
export function proposedEndDate(
  oldEnd: LocalDay,
  buckets: number,
  cadence: Cadence,
  today: LocalDay,
): LocalDay {
  const wanted = addLocalDays(oldEnd, buckets * daysOf[cadence]);
  const soonest = addLocalDays(today, daysOf[cadence]);
  const latest = addLocalDays(today, longestPlanDays);
  if (wanted < soonest) return soonest;
  return wanted > latest ? latest : wanted;
}
