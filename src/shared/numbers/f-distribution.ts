import { regularisedIncompleteBeta } from './incomplete-beta.js';

/**
 * P(F > f) of Snedecor's F with `df1` and `df2` > 0 degrees of freedom:
 * I_x(df2/2, df1/2), x = df2/(df2 + df1 f) (A&S 26.6.2). Accurate in the upper tail.
 */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (f <= 0) return 1;
  if (f === Infinity) return 0;
  const total = df2 + df1 * f;
  return regularisedIncompleteBeta(df2 / 2, df1 / 2, df2 / total, (df1 * f) / total);
}
