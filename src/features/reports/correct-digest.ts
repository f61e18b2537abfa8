import { canonicalJson } from '../../shared/canonical-json.js';
import type { Team } from '../people/index.js';
import { gatherFigures } from './gather-figures.js';
import type { Report } from './report.js';
import type { ReportDeps } from './report-deps.js';
import { outgoing } from './publish-report.js';
import type { TeamFigures } from './team-figures.js';

/**
 * Looks again at what the team's latest digest said of its week, and edits it where readings that
 * came late or work that was taken back have changed it.
 * @returns whether it was corrected.
 */
export async function correctDigest(deps: ReportDeps, team: Team): Promise<boolean> {
  const { store, outbox, inTransaction, clock } = deps;
  const [latest] = await store.latest(team.id, 'digest', 1);
  if (latest?.outcome !== 'posted') return false;
  const figures = await figuresNow(deps, team, latest);
  if (canonicalJson(figures) === canonicalJson(latest.figures)) return false;
  const corrected: Report = {
    ...latest,
    figures,
    correctedAt: clock.now(),
    version: latest.version + 1,
  };
  return inTransaction(async (transaction) => {
    const isCurrent = await store.correct(corrected, transaction);
    if (isCurrent) await outbox.enqueue([outgoing(corrected, team)], transaction);
    return isCurrent;
  });
}

/** What happened in the period, as known now; what stood at its end stays as it was told. */
async function figuresNow(deps: ReportDeps, team: Team, report: Report): Promise<TeamFigures> {
  const { from, until } = report;
  const { completed, decided, extended, gaps, highlight } = await gatherFigures(
    deps,
    team,
    from,
    until,
  );
  return { ...report.figures, completed, decided, extended, gaps, highlight };
}
