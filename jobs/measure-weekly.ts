import { bucketAt } from '../src/features/measurements/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for the week's measurements when each one's week begins, and reads sources at the team's hour. */
export function measureWeekly(measurements: Measuring): TeamJob {
  return {
    name: 'measure-weekly',
    schedule: '* * * * *',
    dueBucket: (team, now) => bucketAt('weekly', now, team.timeZone),
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'weekly'),
  };
}
