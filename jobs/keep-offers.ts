import type { Assignments } from '../src/features/assignments/index.js';
import type { Job } from '../src/scheduling/index.js';

/** Takes silence about offers for an answer when it is time. */
export function keepOffers(assignments: Pick<Assignments, 'keepOffers'>): Job {
  return {
    name: 'keep-offers',
    schedule: '* * * * *',
    tick: async () => {
      await assignments.keepOffers();
    },
  };
}
