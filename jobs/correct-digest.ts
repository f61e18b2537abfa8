import type { Reports } from '../src/features/reports/index.js';
import type { TeamJob } from '../src/scheduling/index.js';
import { localHour } from './local-hour.js';

/** Edits each team's latest digest, once an hour, where its figures have changed since. */
export function correctDigest(reports: Pick<Reports, 'correctDigest'>): TeamJob {
  return {
    name: 'correct-digest',
    schedule: '*/15 * * * *',
    dueBucket: localHour,
    run: async (team) => {
      const corrected = await reports.correctDigest(team);
      return { complete: true, counts: { corrected: corrected ? 1 : 0 } };
    },
  };
}
