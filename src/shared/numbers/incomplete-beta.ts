import { stirlingRemainder } from './gamma.js';

const tiny = 1e-300;
const precision = 1e-15;

/**
 * k ln(k/mean) + mean - k without the cancellation near k = mean (C. Loader, 2000, "bd0").
 * `difference` is k - mean, passed because the caller knows it more exactly.
 */
function deviance(k: number, mean: number, difference: number): number {
  if (Math.abs(difference) >= 0.1 * (k + mean)) return k * Math.log(k / mean) - difference;
  const v = difference / (k + mean);
  let sum = difference * v;
  let power = 2 * k * v;
  for (let j = 3; ; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * x^a (1-x)^b / B(a, b) by Loader's saddle-point form, which stays accurate where the
 * logarithms of the gamma functions would cancel ("Fast and accurate computation of binomial
 * probabilities", 2000).
 */
function betaPower(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const remainder = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b);
  const difference = a * y - b * x;
  const exponent = remainder - deviance(a, n * x, difference) - deviance(b, n * y, -difference);
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
}

/**
 * Continued fraction that divides the power term (DiDonato & Morris 1992, "Algorithm 708", eq. 10)
 * by Lentz's method; unlike DLMF 8.17.22 it does not cancel for large `a` and x near 1.
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const difference = a * y - b * x;
  let fraction = nonZero((a * (difference + 1)) / (a + 1));
  let c = fraction;
  let d = 0;
  let factor = 0;
  for (let m = 1; Math.abs(factor - 1) > precision; m += 1) {
    const s = a + 2 * m - 1;
    const numerator = ((a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x) / (s * s);
    const partial =
      m + (m * (b - m) * x) / s + ((a + m) * (difference + 1 + m * (1 + y))) / (s + 2);
    d = 1 / nonZero(partial + numerator * d);
    c = nonZero(partial + numerator / c);
    factor = c * d;
    fraction *= factor;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/**
 * Regularised incomplete beta function I_x(a, b), DLMF 8.17, for a, b > 0 and 0 <= x <= 1, to
 * about 13 digits, small results included. `y` is 1 - x; pass it where it is known more exactly
 * than the subtraction gives it. NaN in, NaN out.
 */
export function regularisedIncompleteBeta(a: number, b: number, x: number, y = 1 - x): number {
  if (Number.isNaN(a + b + x + y)) return Number.NaN;
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  return a * y >= b * x
    ? betaPower(a, b, x, y) / betaFraction(a, b, x, y)
    : 1 - betaPower(b, a, y, x) / betaFraction(b, a, y, x);
}
