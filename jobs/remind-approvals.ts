import { localDayOf, localHourOf } from '../src/features/calendar/index.js';
import type { Evaluations } from '../src/features/evaluations/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

/** Once a day of the team, from its evaluation hour on: reminds of decisions that wait. */
export function remindApprovals(evaluations: Pick<Evaluations, 'remindApprovals'>): TeamJob {
  return {
    name: 'remind-approvals',
    schedule: '*/5 * * * *',
    dueBucket: ({ timeZone, evaluationHour }, now) =>
      localHourOf(now, timeZone) >= evaluationHour ? localDayOf(now, timeZone) : null,
    run: async (team, day) => ({
      complete: true,
      counts: { ...(await evaluations.remindApprovals(team, day)) },
    }),
  };
}
