import type { Assignments } from '../src/features/assignments/index.js';
import { localDayOf, localHourOf } from '../src/features/calendar/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

/** Offers each team's work once in each hour of its day; an hour that was missed is left out. */
export function assignHourly(assignments: Pick<Assignments, 'assignHourly'>): TeamJob {
  return {
    name: 'assign-hourly',
    schedule: '* * * * *',
    dueBucket: ({ timeZone }, now) => {
      const hour = String(localHourOf(now, timeZone)).padStart(2, '0');
      return `${localDayOf(now, timeZone)}T${hour}`;
    },
    run: async (team, hour) => ({
      complete: true,
      counts: { ...(await assignments.assignHourly(team, hour)) },
    }),
  };
}
