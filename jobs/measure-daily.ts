import { addLocalDays, localDayOf, localHourOf } from '../src/features/calendar/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for, or reads, the day's measurements at the team's measurement hour. */
export function measureDaily(measurements: Measuring): TeamJob {
  return {
    name: 'measure-daily',
    schedule: '* * * * *',
    dueBucket: ({ timeZone, measurementHour }, now) =>
      localHourOf(now, timeZone) >= measurementHour ? localDayOf(now, timeZone) : null,
    previousBucket: (day) => addLocalDays(day, -1),
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'daily'),
  };
}
