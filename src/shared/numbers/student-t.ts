import { regularisedIncompleteBeta } from './incomplete-beta.js';
import { normalUpperTail } from './normal.js';

/**
 * P(T > t) of Student's t with `df` > 0 degrees of freedom, which need not be whole; `df` may be
 * Infinity (the normal law). 2 P(T > |t|) = I_x(df/2, 1/2), x = df/(df + t^2) (A&S 26.7.1).
 * Accurate in the upper tail.
 */
export function studentTUpperTail(t: number, df: number): number {
  if (df === Infinity) return normalUpperTail(t);
  if (t < 0) return 1 - studentTUpperTail(-t, df);
  const square = t * t;
  if (square === Infinity) return 0;
  const total = df + square;
  return regularisedIncompleteBeta(df / 2, 0.5, df / total, square / total) / 2;
}

/** P(T <= t) of Student's t; symmetric, so accurate in the lower tail. */
export function studentTCdf(t: number, df: number): number {
  return studentTUpperTail(-t, df);
}

/** P(|T| > |t|), the two-sided p-value. */
export function studentTTwoSided(t: number, df: number): number {
  return 2 * studentTUpperTail(Math.abs(t), df);
}

/**
 * The t with P(T <= t) = p, for 0 < p < 1: bisection on the CDF until the interval has no double
 * left inside, so as exact as the CDF itself. RangeError for any other p.
 */
export function studentTQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`no quantile of probability ${p}`);
  if (p < 0.5) return -studentTQuantile(1 - p, df);
  if (p === 0.5) return 0;
  let high = 1;
  while (studentTCdf(high, df) < p) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTCdf(middle, df) < p) low = middle;
    else high = middle;
  }
}
