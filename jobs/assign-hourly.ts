import type { Assignments } from '../src/features/assignments/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { localHour } from './local-hour.js';

/** Offers each team's work once in each hour of its day; an hour that was missed is left out. */
export function assignHourly(assignments: Pick<Assignments, 'assignHourly'>): TeamJob {
  return {
    name: 'assign-hourly',
    schedule: '* * * * *',
    dueBucket: localHour,
    run: async (team, hour) => ({
      complete: true,
      counts: { ...(await assignments.assignHourly(team, hour)) },
    }),
  };
}
