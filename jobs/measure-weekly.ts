import { isoWeekOf, localDayOf, localHourOf, mondayOf } from '../src/features/calendar/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for, or reads, the week's measurements from Monday on at the team's measurement hour. */
export function measureWeekly(measurements: Measuring): TeamJob {
  return {
    name: 'measure-weekly',
    schedule: '* * * * *',
    dueBucket: ({ timeZone, measurementHour }, now) => {
      const today = localDayOf(now, timeZone);
      const early = today === mondayOf(today) && localHourOf(now, timeZone) < measurementHour;
      return early ? null : isoWeekOf(today);
    },
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'weekly'),
  };
}
