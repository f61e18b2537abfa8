import { dueDailyReport, type Published, type Reports } from '../src/features/reports/index.js';
import type { RunReport, TeamJob } from '../src/scheduling/index.js';

/** Posts each team's report at 08:00 of its day; a missed day is not made up for. */
export function dailyReport(reports: Pick<Reports, 'publishDaily'>): TeamJob {
  return {
    name: 'daily-report',
    schedule: '* * * * *',
    dueBucket: (team, now) => dueDailyReport(team, now)?.period ?? null,
    run: async (team, day) => reportOf(await reports.publishDaily(team, day)),
  };
}

export function reportOf(published: Published): RunReport {
  return { complete: true, counts: { [published]: 1 } };
}
