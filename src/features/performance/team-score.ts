import { atRiskBelow, highPerformerFrom } from './score.js';

export interface TeamScore {
  /** Members with a score. */
  readonly scored: number;
  readonly mean: number | null;
  readonly highPerformers: number;
  readonly atRisk: number;
}

export function teamScoreOf(scores: readonly (number | null)[]): TeamScore {
  const known = scores.filter((score) => score !== null);
  return {
    scored: known.length,
    mean: known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length,
    highPerformers: known.filter((score) => score >= highPerformerFrom).length,
    atRisk: known.filter((score) => score < atRiskBelow).length,
  };
}
