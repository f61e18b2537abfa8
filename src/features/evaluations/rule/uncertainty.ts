import { varianceInflation } from './autocorrelation.js';
import type { Baseline } from './decision-input.js';

export interface NoiseLevel {
  /** Kept readings and the parameters fitted to them. */
  used: number;
  parameters: number;
  rho: number;
}

export interface Uncertainty {
  se: number;
  df: number;
}

/**
 * Step 8: variance of a single reading, s^2 = SSE / max(m - p V(m), 0.3 max(m - p, 1)), and at
 * least (0.05 target change)^2, so that no series counts as free of noise.
 */
export function noiseVariance(
  sumOfSquaredErrors: number,
  { used, parameters, rho }: NoiseLevel,
  goalChange: number,
): number {
  const free = Math.max(used - parameters, 1);
  const effective = Math.max(used - parameters * varianceInflation(used, rho), 0.3 * free);
  return Math.max(sumOfSquaredErrors / effective, (0.05 * goalChange) ** 2);
}

/** Step 8: degrees of freedom of the noise variance, max(max(m - p, 1)/V(m), 1). */
export function noiseDegrees({ used, parameters, rho }: NoiseLevel): number {
  return Math.max(Math.max(used - parameters, 1) / varianceInflation(used, rho), 1);
}

/**
 * Steps 8 and 9: standard error of level less baseline. The level's is s^2 V(w)/w; a baseline that
 * is the mean of at least three readings adds sd^2/n with its own n - 1 degrees of freedom
 * (Welch-Satterthwaite); with an unknown sd or fewer readings it adds s^2/n, which is the same
 * estimate of the noise and so leaves the degrees of freedom as they are.
 */
export function levelUncertainty(
  noise: NoiseLevel,
  variance: number,
  windowUsed: number,
  baseline: Baseline,
): Uncertainty {
  const ofLevel = (variance * varianceInflation(windowUsed, noise.rho)) / windowUsed;
  const df = noiseDegrees(noise);
  const { n, sd } = baseline;
  if (n === undefined) return { se: Math.sqrt(ofLevel), df };
  if (n < 3 || sd === undefined) return { se: Math.sqrt(ofLevel + variance / n), df };
  const ofBaseline = (sd * sd) / n;
  const total = ofLevel + ofBaseline;
  return {
    se: Math.sqrt(total),
    df: 1 / ((ofLevel / total) ** 2 / df + (ofBaseline / total) ** 2 / (n - 1)),
  };
}
