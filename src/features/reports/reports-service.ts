import { type Actor, authorise, type Team } from '../people/index.js';
import { correctDigest } from './correct-digest.js';
import { gatherFigures } from './gather-figures.js';
import { digestBegins, type Published, publishDaily, publishDigest } from './publish-report.js';
import { type Report, reportIdOf } from './report.js';
import type { ReportDeps } from './report-deps.js';
import { isEmpty, type TeamFigures } from './team-figures.js';

export interface Reports {
  /** Makes the report of `day`, a local day of the team, unless it has been made. */
  publishDaily(team: Team, day: string): Promise<Published>;
  /** Makes the digest of `week`, `YYYY-Www`, unless it has been made. */
  publishDigest(team: Team, week: string): Promise<Published>;
  /** @returns whether the team's latest digest had to be corrected. */
  correctDigest(team: Team): Promise<boolean>;
  /** What the next digest would say if it were due now; nothing is kept or sent. */
  previewDigest(actor: Actor, team: Team): Promise<Preview>;
  /** The digest of `week`, `YYYY-Www`; the latest one for null. */
  digest(actor: Actor, team: Team, week: string | null): Promise<DigestFound>;
}

export type Preview =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'empty' | 'previewed'; readonly figures: TeamFigures; readonly from: Date };

export type DigestFound =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'none'; readonly weeks: readonly string[] }
  | {
      readonly kind: 'found';
      readonly report: Report;
      /** Of the digests that may be asked for, latest first. */
      readonly weeks: readonly string[];
    };

const mostListed = 26;

export function createReportsService(deps: ReportDeps): Reports {
  return {
    publishDaily: (team, day) => publishDaily(deps, team, day),
    publishDigest: (team, week) => publishDigest(deps, team, week),
    correctDigest: (team) => correctDigest(deps, team),
    previewDigest: (actor, team) => previewDigest(deps, actor, team),
    digest: (actor, team, week) => findDigest(deps, actor, team, week),
  };
}

async function previewDigest(deps: ReportDeps, actor: Actor, team: Team): Promise<Preview> {
  if (!maySee(deps, actor, team)) return { kind: 'not allowed' };
  const now = deps.clock.now();
  const from = await digestBegins(deps, team, now);
  const figures = await gatherFigures(deps, team, from, now);
  return { kind: isEmpty(figures) ? 'empty' : 'previewed', figures, from };
}

function maySee({ logger }: ReportDeps, actor: Actor, { id: teamId }: Team): boolean {
  return authorise(actor, 'view_team', { teamId }, logger, { what: 'look at a digest' });
}

async function findDigest(
  deps: ReportDeps,
  actor: Actor,
  team: Team,
  week: string | null,
): Promise<DigestFound> {
  if (!maySee(deps, actor, team)) return { kind: 'not allowed' };
  const { store } = deps;
  const latest = await store.latest(team.id, 'digest', mostListed);
  const posted = latest.filter(({ outcome }) => outcome === 'posted');
  const weeks = posted.map(({ period }) => period);
  const report =
    week === null
      ? (posted[0] ?? null)
      : await store.find(reportIdOf({ kind: 'digest', teamId: team.id, period: week }));
  return report?.outcome === 'posted' ? { kind: 'found', report, weeks } : { kind: 'none', weeks };
}
