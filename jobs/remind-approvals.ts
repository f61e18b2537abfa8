import { localDayOf, localHourOf } from '../src/features/calendar/index.js';
import type { Evaluations } from '../src/features/evaluations/index.js';
import type { Skills } from '../src/features/skills/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

/**
 * Once a day of the team, from its evaluation hour on: reminds of decisions, and of skill levels to
 * confirm, that wait.
 */
export function remindApprovals(
  evaluations: Pick<Evaluations, 'remindApprovals'>,
  skills: Pick<Skills, 'remindOfLevels'>,
): TeamJob {
  return {
    name: 'remind-approvals',
    schedule: '*/5 * * * *',
    dueBucket: ({ timeZone, evaluationHour }, now) =>
      localHourOf(now, timeZone) >= evaluationHour ? localDayOf(now, timeZone) : null,
    run: async (team, day) => {
      const decisions = await evaluations.remindApprovals(team, day);
      const levels = await skills.remindOfLevels(team, day);
      return {
        complete: true,
        counts: {
          waiting: decisions.waiting + levels.waiting,
          escalated: decisions.escalated + levels.escalated,
          reminded: decisions.reminded + levels.reminded,
        },
      };
    },
  };
}
