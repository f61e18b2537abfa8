import { localDayOf } from '../src/features/calendar/index.js';
import type { Performance } from '../src/features/performance/index.js';
import type { TeamJob } from '../src/scheduling/index.js';

/** Keeps the scores of each team's members once a day, soon after its midnight. */
export function scoreDaily(performance: Pick<Performance, 'snapshotTeam'>): TeamJob {
  return {
    name: 'score-daily',
    schedule: '*/15 * * * *',
    dueBucket: ({ timeZone }, now) => localDayOf(now, timeZone),
    run: async (team) => {
      const snapshots = await performance.snapshotTeam(team);
      return { complete: true, counts: { scores: snapshots.length } };
    },
  };
}
