/** 1 / sqrt(2 pi) */
const peakDensity = 0.3989422804014327;

/** From here the continued fraction is quick, and 1/2 minus the series would lose digits. */
const tailFrom = 2;

function density(z: number): number {
  return peakDensity * Math.exp(-(z * z) / 2);
}

/** P(0 < Z <= z) = density(z) (z + z^3/3 + z^5/15 + ...), A&S 26.2.11. */
function centralProbability(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; ; k += 2) {
    term *= (z * z) / k;
    const next = sum + term;
    if (next === sum) return density(z) * sum;
    sum = next;
  }
}

/** Mills' ratio 1/(z + 1/(z + 2/(z + 3/...))), A&S 26.2.14, by Lentz's method. */
function millsRatio(z: number): number {
  let c = z;
  let d = 0;
  let fraction = z;
  let factor = 0;
  for (let k = 1; Math.abs(factor - 1) > 1e-15; k += 1) {
    d = 1 / (z + k * d);
    c = z + k / c;
    factor = c * d;
    fraction *= factor;
  }
  return 1 / fraction;
}

/** P(Z > z) of the standard normal law, accurate in the upper tail. NaN in, NaN out. */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  if (z === Infinity) return 0;
  if (Number.isNaN(z)) return Number.NaN;
  return z < tailFrom ? 0.5 - centralProbability(z) : density(z) * millsRatio(z);
}

/** P(|Z| > |z|), the two-sided p-value. */
export function normalTwoSided(z: number): number {
  return 2 * normalUpperTail(Math.abs(z));
}
