import type { MeasurementsService } from '../src/features/measurements/index.js';
import type { Job } from '../src/scheduling/index.js';

/** Reads measurement sources again that failed and whose time has come. */
export function retrySources(measurements: Pick<MeasurementsService, 'retrySources'>): Job {
  return {
    name: 'retry-sources',
    schedule: '* * * * *',
    tick: async () => {
      await measurements.retrySources();
    },
  };
}
