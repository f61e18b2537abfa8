import { studentTTwoSided } from '../../../shared/numbers/student-t.js';
import type { Series } from './cleaning.js';
import { fitLine, lineResiduals, sumOfSquares } from './least-squares.js';

/** Ordinary least-squares line of the readings on their bucket. */
export interface Regression {
  /** Change of the metric per bucket. */
  slope: number;
  /** Value of the line at the first reading's bucket. */
  intercept: number;
  /** Standard error of the slope. */
  slopeSe: number;
  /** Share of the variance explained; null for a constant series. */
  r2: number | null;
  /** Two-sided p of "slope = 0" by Student's t with n - 2 degrees of freedom; null as above. */
  p: number | null;
}

/** Null for fewer than three readings, which leave no error to estimate. */
export function regress({ t, y }: Series): Regression | null {
  const n = t.length;
  if (n < 3) return null;
  const line = fitLine(t, y);
  const residual = sumOfSquares(lineResiduals(line, t, y));
  const slopeSe = Math.sqrt(residual / (n - 2) / line.sxx);
  const isConstant = line.syy === 0;
  return {
    slope: line.slope,
    intercept: line.meanY - line.slope * (line.meanT - (t[0] ?? 0)),
    slopeSe,
    r2: isConstant ? null : 1 - residual / line.syy,
    p: isConstant ? null : studentTTwoSided(line.slope / slopeSe, n - 2),
  };
}
