import type { Performance } from '../src/features/performance/index.js';
import type { Job } from '../src/scheduling/index.js';

/** Computes the scores that completed and reopened tasks have changed. */
export function updateScores(performance: Pick<Performance, 'updateScores'>): Job {
  return {
    name: 'update-scores',
    schedule: '* * * * *',
    tick: async () => {
      await performance.updateScores();
    },
  };
}
