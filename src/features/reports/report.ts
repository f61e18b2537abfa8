import type { TeamFigures } from './team-figures.js';

/** One report to a team's channel, as it was made. */
export interface Report {
  /** `digest/<team>/2026-W47` or `daily/<team>/2026-11-20`. */
  readonly id: string;
  readonly kind: ReportKind;
  readonly teamId: string;
  /** A local day of the team, `YYYY-MM-DD`, or an ISO week, `YYYY-Www`. */
  readonly period: string;
  /** What it tells of: from `from` up to but without `until`, which is also when it was due. */
  readonly from: Date;
  readonly until: Date;
  readonly computedAt: Date;
  /** `silent`: there was nothing to tell. */
  readonly outcome: 'posted' | 'silent';
  readonly figures: TeamFigures;
  /** How late the report before was posted and why; null when it was in time. */
  readonly gap: string | null;
  /** Only in the daily report, of a team of which it shows nobody alone. */
  readonly score: MeanScore | null;
  readonly correctedAt: Date | null;
  /** Grows by one with each correction. */
  readonly version: number;
}

/** Mean of the performance scores, 0 to 100, of so many members. */
export interface MeanScore {
  readonly mean: number;
  readonly scored: number;
}

export type ReportKind = 'daily' | 'digest';

export function reportIdOf({ kind, teamId, period }: Pick<Report, 'kind' | 'teamId' | 'period'>) {
  return `${kind}/${teamId}/${period}`;
}
