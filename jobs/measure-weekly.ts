import { dueBucket } from '../src/features/measurements/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for, or reads, the week's measurements from Monday on at the team's measurement hour. */
export function measureWeekly(measurements: Measuring): TeamJob {
  return {
    name: 'measure-weekly',
    schedule: '* * * * *',
    dueBucket: (team, now) => dueBucket('weekly', team, now),
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'weekly'),
  };
}
