import { addLocalDays } from '../src/features/calendar/index.js';
import { bucketAt } from '../src/features/measurements/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for the day's measurements when each one's work begins, and reads sources at the team's hour. */
export function measureDaily(measurements: Measuring): TeamJob {
  return {
    name: 'measure-daily',
    schedule: '* * * * *',
    dueBucket: (team, now) => bucketAt('daily', now, team.timeZone),
    previousBucket: (day) => addLocalDays(day, -1),
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'daily'),
  };
}
