import { studentTUpperTail } from '../../../shared/numbers/student-t.js';
import type { Period, Thresholds } from './decision-input.js';
import type { Estimate } from './estimate.js';
import { noiseDegrees } from './uncertainty.js';

const fewestReadingsForTrend = 8;
const trendSignificance = 0.003;

/** One-sided p of the last piece's slope, SE_b = sqrt(s^2 (1+rho)/(1-rho)/Sxx); null below 8 readings. */
export function trendP({ n, noise, variance, trendPerStep, sxx }: Estimate): number | null {
  if (n < fewestReadingsForTrend) return null;
  const se = Math.sqrt((variance * (1 + noise.rho)) / (1 - noise.rho) / sxx);
  return studentTUpperTail(Math.abs(trendPerStep) / se, noiseDegrees(noise));
}

/**
 * Guard (a): whether the last piece moves against the decision so clearly (p < .003) that half
 * the observed span further on its ground would be gone: the goal for `close`, any improvement
 * for `extend`, any worsening for `intervene`.
 */
export function contradictedByTrend(
  decision: 'close' | 'extend' | 'intervene',
  { improvement, trendPerStep, span }: Estimate,
  p: number | null,
  goalChange: number,
): boolean {
  if (p === null || p >= trendSignificance) return false;
  const ahead = improvement + (trendPerStep * span) / 2;
  if (decision === 'intervene') return trendPerStep > 0 && ahead > 0;
  return trendPerStep < 0 && ahead < (decision === 'close' ? goalChange : 0);
}

/**
 * Guard (b): why the readings do not carry an automatic close or call for help; null when they do.
 * `stale`: since the last one more than max(2, 20 % of the expected) buckets have passed, days off
 * not counted; `low-coverage`: there are fewer than the wanted share of the expected buckets.
 */
export function coverageFault(
  readings: number,
  lastReading: number,
  { expectedBuckets, lastBucket, daysOff = [] }: Period,
  thresholds: Thresholds,
): 'stale' | 'low-coverage' | null {
  const daysOffSince = daysOff.filter((bucket) => bucket > lastReading).length;
  if (lastBucket - lastReading - daysOffSince > Math.max(2, 0.2 * expectedBuckets)) return 'stale';
  return readings < thresholds.coverage * expectedBuckets ? 'low-coverage' : null;
}
