import type { Random } from '../../shared/random.js';

/** A metric that moves from `from` to `to` in the first part of the period and then stays. */
export interface SeriesShape {
  readonly from: number;
  readonly to: number;
  /** Buckets until the level is reached. */
  readonly settledAfter: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
  readonly decimals: number;
  /** Buckets without a reading. */
  readonly gaps?: readonly number[];
}

/** Plausible readings, one a bucket; null where there is a gap. */
export function sampleSeries(
  shape: SeriesShape,
  length: number,
  random: Random,
): (number | null)[] {
  const { from, to, settledAfter, noise, decimals, gaps = [] } = shape;
  return Array.from({ length }, (_, bucket) => {
    const level = from + (to - from) * Math.min(1, bucket / settledAfter);
    const value = level + noise * standardNormal(random);
    return gaps.includes(bucket) ? null : Number(value.toFixed(decimals));
  });
}

/** Box and Muller's transform of two uniform numbers. */
function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
