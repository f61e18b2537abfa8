import type { DecisionInput, Period } from './decision-input.js';

/** Readings in ascending order of bucket, one a bucket: `t[i]` is the bucket of `y[i]`. */
export interface Series {
  t: number[];
  y: number[];
}

/** Beyond this the squares of the later steps would overflow; no metric has such values. */
const largestMagnitude = 1e100;

export function isUsableNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= largestMagnitude;
}

/**
 * Step 1 of the rule: drops what is no number (null, NaN, infinite, beyond 1e100), keeps the last
 * value given for a bucket, sorts by bucket.
 */
export function cleanReadings(points: DecisionInput['points']): Series {
  const byBucket = new Map<number, number>();
  for (const { t, y } of points) {
    const bucket = Math.floor(t);
    if (isUsableNumber(y) && Number.isSafeInteger(bucket)) byBucket.set(bucket, y);
  }
  const readings = [...byBucket].toSorted(([a], [b]) => a - b);
  return { t: readings.map(([t]) => t), y: readings.map(([, y]) => y) };
}

/** The period, or null where it is not given or its numbers are unusable. */
export function cleanPeriod(period: Period | undefined): Period | null {
  if (!isUsableNumber(period?.expectedBuckets) || !isUsableNumber(period.lastBucket)) return null;
  return period.expectedBuckets > 0 ? period : null;
}

/** The number, or null where it is NaN or infinite and so not fit for a result. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
