import { localHourOf } from '../src/features/calendar/index.js';
import type { Evaluations } from '../src/features/evaluations/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { localHour } from './local-hour.js';

/** Evaluates, each hour from the team's evaluation hour on, the tasks that reached their end date. */
export function evaluateDue(evaluations: Pick<Evaluations, 'evaluateDue'>): TeamJob {
  return {
    name: 'evaluate-due',
    schedule: '*/5 * * * *',
    dueBucket: (team, now) =>
      localHourOf(now, team.timeZone) >= team.evaluationHour ? localHour(team, now) : null,
    run: async (team) => {
      const { tasks } = await evaluations.evaluateDue({ teamId: team.id, dryRun: false });
      const failed = tasks.filter(({ outcome }) => outcome === 'failed').length;
      return { complete: failed === 0, counts: { evaluated: tasks.length - failed, failed } };
    },
  };
}
