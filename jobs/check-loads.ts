import type { Workload } from '../src/features/workload/index.js';
import type { Job } from '../src/scheduling/index.js';

/** Warns of overload that new assignments, estimates and leave bring about. */
export function checkLoads(workload: Pick<Workload, 'checkLoads'>): Job {
  return {
    name: 'check-loads',
    schedule: '* * * * *',
    tick: async () => {
      await workload.checkLoads();
    },
  };
}
