import type { MeasurementsService } from '../src/features/measurements/index.js';
import type { Team } from '../src/features/people/index.js';
import type { Cadence } from '../src/features/tasks/index.js';
import type { RunReport } from '../src/scheduling/index.js';

export type Measuring = Pick<MeasurementsService, 'measureDue'>;

export async function measureBucket(
  measurements: Measuring,
  team: Team,
  bucket: string,
  cadence: Cadence,
): Promise<RunReport> {
  const report = await measurements.measureDue({
    team,
    bucket,
    cadence,
    dryRun: false,
  });
  const { failed, begunForAll, ...counts } = report;
  const settled = failed.every(({ nextAttemptAt }) => nextAttemptAt === null);
  return { complete: begunForAll && settled, counts: { ...counts, failed: failed.length } };
}
