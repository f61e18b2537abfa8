import { mean, sampleVariance } from 'simple-statistics';
import { studentTTwoSided } from '../../../shared/numbers/student-t.js';

export interface WelchTest {
  firstMean: number;
  lastMean: number;
  t: number;
  df: number;
  /** Two-sided. */
  p: number;
}

/**
 * Welch's t-test of the first against the last third of the readings (by count), positive t for a
 * rise: t = (m2 - m1)/sqrt(v1/k + v2/k), degrees of freedom by Welch and Satterthwaite
 * (Welch 1947, Biometrika 34). Null below six readings and where neither third varies.
 */
export function welchOfThirds(y: readonly number[]): WelchTest | null {
  const k = Math.floor(y.length / 3);
  if (k < 2) return null;
  const first = y.slice(0, k);
  const last = y.slice(-k);
  const [v1, v2] = [sampleVariance(first) / k, sampleVariance(last) / k];
  if (v1 + v2 === 0) return null;
  const [firstMean, lastMean] = [mean(first), mean(last)];
  const t = (lastMean - firstMean) / Math.sqrt(v1 + v2);
  const share = v1 / (v1 + v2);
  const df = (k - 1) / (share ** 2 + (1 - share) ** 2);
  return { firstMean, lastMean, t, df, p: studentTTwoSided(t, df) };
}
