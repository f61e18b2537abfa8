/** Changes whenever the same inputs may give another score. */
export const formulaVersion = '1';

export const partNames = [
  'completionRate',
  'estimationAccuracy',
  'workloadBalance',
  'skillUtilisation',
] as const;
export type PartName = (typeof partNames)[number];

/** How much each part counts; they sum to 1. */
export type ScoreWeights = Readonly<Record<PartName, number>>;

export const defaultScoreWeights: ScoreWeights = {
  completionRate: 0.35,
  estimationAccuracy: 0.25,
  workloadBalance: 0.2,
  skillUtilisation: 0.2,
};

export interface ScoreSettings {
  /** Days that a score looks back over. */
  readonly windowDays: number;
  readonly weights: ScoreWeights;
}

export const highPerformerFrom = 80;
export const atRiskBelow = 50;

/** Each part from 0 to 100; null without data. */
export type ScoreParts = Readonly<Record<PartName, number | null>>;

export interface ScoreTerm {
  readonly part: PartName;
  /** 0 to 100; null without data, and then without weight and points. */
  readonly value: number | null;
  /** After the weights of parts without data have been shared out among the others. */
  readonly weight: number;
  readonly points: number;
}

export interface Score {
  /** 0 to 100, the sum of the terms' points; null when no part has data. */
  readonly value: number | null;
  readonly terms: readonly ScoreTerm[];
}

/** What is wrong with weights: each is at least 0, and together they are 1 (to 1e-9). */
export function weightsFault(weights: readonly number[]): string | null {
  if (weights.some((weight) => !(weight >= 0))) return 'every weight must be 0 or more';
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Math.abs(sum - 1) <= 1e-9
    ? null
    : `the weights sum to ${Number(sum.toFixed(9))}, not to 1`;
}

/** score = sum of weight x part over the parts with data / sum of their weights. */
export function scoreOf(parts: ScoreParts, weights: ScoreWeights): Score {
  const known = partNames.filter((part) => parts[part] !== null && weights[part] > 0);
  const whole = known.reduce((sum, part) => sum + weights[part], 0);
  const terms = partNames.map((part) => {
    const value = parts[part];
    const weight = known.includes(part) ? weights[part] / whole : 0;
    return { part, value, weight, points: weight * (value ?? 0) };
  });
  const value = known.length === 0 ? null : terms.reduce((sum, { points }) => sum + points, 0);
  return { value, terms };
}

export type Standing = 'high performer' | 'steady' | 'at risk';

export function standingOf(score: number): Standing {
  if (score >= highPerformerFrom) return 'high performer';
  return score < atRiskBelow ? 'at risk' : 'steady';
}
