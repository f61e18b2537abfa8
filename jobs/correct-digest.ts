import { localDayAndTime } from '../src/features/calendar/index.js';
import type { Reports } from '../src/features/reports/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

/** Edits each team's latest digest, once an hour, where its figures have changed since. */
export function correctDigest(reports: Pick<Reports, 'correctDigest'>): TeamJob {
  return {
    name: 'correct-digest',
    schedule: '*/15 * * * *',
    dueBucket: ({ timeZone }, now) => localDayAndTime(now, timeZone).slice(0, 13),
    run: async (team) => {
      const corrected = await reports.correctDigest(team);
      return { complete: true, counts: { corrected: corrected ? 1 : 0 } };
    },
  };
}
