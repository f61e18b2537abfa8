import { normalTwoSided } from '../../../shared/numbers/normal.js';

export interface MannKendallTest {
  /** Rising less falling pairs. */
  s: number;
  z: number;
  /** Two-sided, by the normal law. */
  p: number;
}

/**
 * Mann and Kendall's test for a monotone trend: S = sum of sign(y_j - y_i) over i < j,
 * Var S = (n(n-1)(2n+5) - sum over ties of g(g-1)(2g+5))/18, z with continuity correction
 * (Kendall 1975, "Rank Correlation Methods"). Null below three readings and for a constant series.
 */
export function mannKendall(y: readonly number[]): MannKendallTest | null {
  const n = y.length;
  let s = 0;
  for (let j = 1; j < n; j += 1) {
    for (let i = 0; i < j; i += 1) s += Math.sign((y[j] ?? 0) - (y[i] ?? 0));
  }
  const ties = new Map<number, number>();
  for (const value of y) ties.set(value, (ties.get(value) ?? 0) + 1);
  let pairsVariance = n * (n - 1) * (2 * n + 5);
  for (const g of ties.values()) pairsVariance -= g * (g - 1) * (2 * g + 5);
  if (n < 3 || pairsVariance === 0) return null;
  const z = (s - Math.sign(s)) / Math.sqrt(pairsVariance / 18);
  return { s, z, p: normalTwoSided(z) };
}
