import type { Assignments } from '../src/features/assignments/index.js';
import { localDayOf, localHourOf } from '../src/features/calendar/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

const cleanUpHour = 2;

/** Removes old completed assignments once a day, from 02:00 of the team on. */
export function cleanUpAssignments(assignments: Pick<Assignments, 'cleanUp'>): TeamJob {
  return {
    name: 'clean-up-assignments',
    schedule: '*/15 * * * *',
    dueBucket: ({ timeZone }, now) =>
      localHourOf(now, timeZone) >= cleanUpHour ? localDayOf(now, timeZone) : null,
    run: async (team, day) => ({
      complete: true,
      counts: { ...(await assignments.cleanUp(team, day)) },
    }),
  };
}
