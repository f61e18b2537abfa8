/** ln(2 pi) / 2 */
const halfLogTwoPi = 0.9189385332046727;

/** Where the asymptotic series below reaches full double precision with eight terms. */
const asymptoticFrom = 12;

/** B(2k) / (2k (2k-1)), k = 1.., the coefficients of Stirling's series (Abramowitz & Stegun 6.1.40). */
const stirlingCoefficients = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/**
 * What Stirling's formula leaves out: ln gamma(z) - ((z - 1/2) ln z - z + ln(2 pi)/2), for z > 0.
 * Small arguments are lifted by gamma(z + 1) = z gamma(z); the series is A&S 6.1.40.
 */
export function stirlingRemainder(z: number): number {
  let lifted = 0;
  let x = z;
  for (; x < asymptoticFrom; x += 1) lifted += (x + 0.5) * Math.log1p(1 / x) - 1;
  const inverseSquare = 1 / (x * x);
  let series = 0;
  for (let k = stirlingCoefficients.length - 1; k >= 0; k -= 1) {
    series = series * inverseSquare + (stirlingCoefficients[k] ?? 0);
  }
  return lifted + series / x;
}

/** Natural logarithm of the gamma function for z > 0 (Stirling's formula, A&S 6.1.40). */
export function logGamma(z: number): number {
  return (z - 0.5) * Math.log(z) - z + halfLogTwoPi + stirlingRemainder(z);
}
