import { addLocalDays, type LocalDay, localDayOf, localDaysBetween } from './local-day.js';
import { leaveInWords } from './words.js';
import type { Leave } from './work-calendar.js';

export const longestReason = 200;
export const mostLeave = 500;
/** Three years: the longest parental leave that a law of the European Union knows. */
const longestLeaveDays = 1_096;
const daysAfterwards = 92;
const daysAhead = 1_096;

/** What is wrong with new leave next to what is there already; null when nothing is. */
export function leaveFault(
  leave: Leave,
  known: readonly Leave[],
  now: Date,
  timeZone: string,
): string | null {
  const [first, last] = daysOf(leave, timeZone);
  const today = localDayOf(now, timeZone);
  if (leave.kind === 'days' ? last < first : leave.end <= leave.start) {
    return 'This leave ends before it begins.';
  }
  if (localDaysBetween(first, last) >= longestLeaveDays) {
    return 'Leave lasts at most three years. For longer, end the membership.';
  }
  if (last < addLocalDays(today, -daysAfterwards)) {
    return `Leave that ended more than ${daysAfterwards} days ago is not taken any more.`;
  }
  if (first > addLocalDays(today, daysAhead)) {
    return 'Leave begins at most three years from now.';
  }
  if (known.length >= mostLeave) return `More than ${mostLeave} entries of leave are not kept.`;
  const other = known.find((one) => overlap(one, leave));
  return other ? `There is leave already: ${leaveInWords(other, timeZone)}.` : null;
}

/** The first and the last day of `leave`. */
export function daysOf(leave: Leave, timeZone: string): readonly [LocalDay, LocalDay] {
  return leave.kind === 'days'
    ? [leave.firstDay, leave.lastDay]
    : [
        localDayOf(leave.start, timeZone),
        localDayOf(new Date(Math.max(leave.start.getTime(), leave.end.getTime() - 1)), timeZone),
      ];
}

function overlap(one: Leave, other: Leave): boolean {
  if (one.kind === 'time' && other.kind === 'time') {
    return one.start < other.end && other.start < one.end;
  }
  if (one.kind === 'time' || other.kind === 'time') return false;
  const sameDays = one.firstDay <= other.lastDay && other.firstDay <= one.lastDay;
  const sameParts = [one.part, other.part].includes('whole day') || one.part === other.part;
  return sameDays && sameParts;
}
