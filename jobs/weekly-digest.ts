import { dueDigest, type Reports } from '../src/features/reports/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { reportOf } from './daily-report.js';

/** Posts each team's digest at its day and hour; the next one makes up for a missed one. */
export function weeklyDigest(reports: Pick<Reports, 'publishDigest'>): TeamJob {
  return {
    name: 'weekly-digest',
    schedule: '* * * * *',
    dueBucket: (team, now) => dueDigest(team, now)?.period ?? null,
    run: async (team, week) => reportOf(await reports.publishDigest(team, week)),
  };
}
