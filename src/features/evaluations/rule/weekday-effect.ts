import { mean } from 'simple-statistics';
import { fUpperTail } from '../../../shared/numbers/f-distribution.js';
import { medianInPlace } from './order-statistics.js';

const significance = 0.01;

/** Parameters that the effect spends: seven weekdays less their common level. */
export const weekdayParameters = 6;

/** Index 0..6 of the weekday of a day number: its remainder by 7. */
export function weekdayOf(t: number): number {
  return ((t % 7) + 7) % 7;
}

function sumOfClippedSquares(values: readonly number[], limit: number): number {
  let sum = 0;
  for (const value of values) sum += Math.min(Math.abs(value), limit) ** 2;
  return sum;
}

/**
 * Step 3, for at least 21 daily readings: the median residual of each weekday (0 with fewer than
 * two readings), centred over the readings; null unless F = ((SS0 - SS1)/6) / (SS1/(n - 8)) has
 * p < 0.01 for F(6, n - 8). SS0 and SS1 are the sums of squares about the median of all and about
 * each weekday's, of residuals clipped at 4 * 1.4826 * median |residual|. The residuals' median
 * is 0.
 */
export function weekdayEffect(t: readonly number[], residuals: readonly number[]): number[] | null {
  const medians = weekdayMedians(t, residuals);
  const limit = 4 * 1.4826 * medianInPlace(residuals.map(Math.abs));
  const before = sumOfClippedSquares(residuals, limit);
  const after = sumOfClippedSquares(withoutWeekdays(t, residuals, medians), limit);
  if (before <= after) return null;
  const degrees = residuals.length - 8;
  const f = (before - after) / weekdayParameters / (after / degrees);
  if (fUpperTail(f, weekdayParameters, degrees) >= significance) return null;
  const centre = mean(t.map((day) => medians[weekdayOf(day)] ?? 0));
  return medians.map((value) => value - centre);
}

function weekdayMedians(t: readonly number[], residuals: readonly number[]): number[] {
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  for (let i = 0; i < t.length; i += 1) {
    byWeekday[weekdayOf(t[i] ?? 0)]?.push(residuals[i] ?? 0);
  }
  return byWeekday.map((values) => (values.length < 2 ? 0 : medianInPlace(values)));
}

/** `values` less the effect of each one's weekday. */
export function withoutWeekdays(
  t: readonly number[],
  values: readonly number[],
  effect: readonly number[],
): number[] {
  return values.map((value, i) => value - (effect[weekdayOf(t[i] ?? 0)] ?? 0));
}
