import { localDayOf, localHourOf } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import type { Cadence } from '../tasks/index.js';
import { bucketOf, firstDayOf } from './bucket.js';

/**
 * The running bucket, once its value is to be asked for or read; null before the team's measurement
 * hour on the bucket's first day.
 */
export function dueBucket(
  cadence: Cadence,
  { timeZone, measurementHour }: Pick<Team, 'timeZone' | 'measurementHour'>,
  now: Date,
): string | null {
  const today = localDayOf(now, timeZone);
  const bucket = bucketOf(cadence, today);
  const isEarly = today === firstDayOf(bucket) && localHourOf(now, timeZone) < measurementHour;
  return isEarly ? null : bucket;
}
