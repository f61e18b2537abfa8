import type { Series } from './cleaning.js';
import { medianInPlace } from './order-statistics.js';

/**
 * Theil-Sen slope: the median of the slopes of all pairs of readings, per bucket. (Sen 1968, J. Am. Stat. Assoc. 63.)
 */
function theilSenSlope({ t, y }: Series): number {
  const n = y.length;
  const slopes: number[] = [];
  for (let i = 1; i < n; i += 1) {
    const ti = t[i] ?? 0;
    const yi = y[i] ?? 0;
    for (let j = 0; j < i; j += 1) {
      slopes.push((yi - (y[j] ?? 0)) / (ti - (t[j] ?? 0)));
    }
  }
  return medianInPlace(slopes);
}

export interface RobustLine {
  /** Per bucket. */
  slope: number;
  residuals: number[];
}

/** Step 2: the Theil-Sen line through the median of y - slope t. At least two readings. */
export function fitRobustLine({ t, y }: Series): RobustLine {
  const slope = theilSenSlope({ t, y });
  const origin = t[0] ?? 0;
  const detrended = y.map((value, i) => value - slope * ((t[i] ?? 0) - origin));
  const intercept = medianInPlace([...detrended]);
  return { slope, residuals: detrended.map((value) => value - intercept) };
}
