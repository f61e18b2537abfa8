import { addLocalDays } from '../src/features/calendar/index.js';
import { dueBucket } from '../src/features/measurements/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { type Measuring, measureBucket } from './measure-bucket.js';

/** Asks for, or reads, the day's measurements at the team's measurement hour. */
export function measureDaily(measurements: Measuring): TeamJob {
  return {
    name: 'measure-daily',
    schedule: '* * * * *',
    dueBucket: (team, now) => dueBucket('daily', team, now),
    previousBucket: (day) => addLocalDays(day, -1),
    run: (team, bucket) => measureBucket(measurements, team, bucket, 'daily'),
  };
}
