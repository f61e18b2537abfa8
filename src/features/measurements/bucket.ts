import {
  addLocalDays,
  isLocalDay,
  isoWeekOf,
  type LocalDay,
  localDayOf,
  localDaysBetween,
  mondayOf,
  weekdayOf,
} from '../calendar/index.js';
import type { Cadence } from '../tasks/index.js';

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const isoWeek = /^(\d{4})-W(\d{2})$/;

/** The bucket that `day` falls in: the day itself, or its ISO week `YYYY-Www`. */
export function bucketOf(cadence: Cadence, day: LocalDay): string {
  return cadence === 'daily' ? day : isoWeekOf(day);
}

/** The bucket that `instant` falls in, in the team's zone. */
export function bucketAt(cadence: Cadence, instant: Date, timeZone: string): string {
  return bucketOf(cadence, localDayOf(instant, timeZone));
}

export function firstDayOf(bucket: string): LocalDay {
  const [, year, week] = isoWeek.exec(bucket) ?? [];
  if (year === undefined) return bucket;
  return addLocalDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7);
}

export function lastDayOf(bucket: string): LocalDay {
  return isoWeek.test(bucket) ? addLocalDays(firstDayOf(bucket), 6) : bucket;
}

/** Whole days or weeks from the bucket of `startDate` to `bucket`. */
export function bucketIndex(bucket: string, cadence: Cadence, startDate: LocalDay): number {
  const first = firstDayOf(bucketOf(cadence, startDate));
  return localDaysBetween(first, firstDayOf(bucket)) / daysIn(cadence);
}

/** The bucket `steps` after `bucket`, or before it when negative. */
export function bucketAfter(bucket: string, cadence: Cadence, steps = 1): string {
  return bucketOf(cadence, addLocalDays(firstDayOf(bucket), steps * daysIn(cadence)));
}

/** The buckets from that of `first` to that of `last`, both included, oldest first. */
export function bucketsBetween(cadence: Cadence, first: LocalDay, last: LocalDay): string[] {
  const start = bucketOf(cadence, first);
  const length = bucketIndex(bucketOf(cadence, last), cadence, first) + 1;
  return Array.from({ length: Math.max(0, length) }, (_, steps) =>
    bucketAfter(start, cadence, steps),
  );
}

/** The bucket that somebody wrote: a day `2026-11-20`, or for weekly also a week `2026-W47`. */
export function parseBucket(text: string, cadence: Cadence): string | null {
  const written = text.trim().toUpperCase();
  if (isLocalDay(written)) return bucketOf(cadence, written);
  const isWeek = isoWeek.test(written) && isoWeekOf(firstDayOf(written)) === written;
  return cadence === 'weekly' && isWeek ? written : null;
}

/** `Friday 20 November 2026`, or `week 47 of 2026`. */
export function bucketName(bucket: string): string {
  const [, year, week] = isoWeek.exec(bucket) ?? [];
  if (year !== undefined) return `week ${Number(week)} of ${year}`;
  return `${weekdayOf(bucket)} ${dateFormat.format(new Date(`${bucket}T00:00:00Z`))}`;
}

function daysIn(cadence: Cadence): number {
  return cadence === 'daily' ? 1 : 7;
}
