import { canonicalJson } from '../../shared/canonical-json.js';
import type { Transaction } from '../../storage/index.js';
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
    if (isCurrent) await say(outbox, corrected, team, transaction);
    return isCurrent;
  });
}

/**
 * Rewrites the digest that waits to be posted, and edits the one that stands. One that was never
 * posted has become useless, and does not come because it is corrected. While it is being posted,
 * that may still fail: then it comes as corrected.
 */
async function say(
  outbox: ReportDeps['outbox'],
  corrected: Report,
  team: Team,
  transaction: Transaction,
): Promise<void> {
  const original = outgoing({ ...corrected, version: 1 }, team);
  if (await outbox.rewrite(original, transaction)) return;
  const isBeingPosted = (await outbox.entry(original.id))?.status === 'queued';
  const edit = { ...outgoing(corrected, team), editsOnly: !isBeingPosted };
  await outbox.enqueue([edit], transaction);
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
