import { sumOfSquares } from './least-squares.js';

const fewestReadings = 8;
const rhoOfFewReadings = 0.3;
const largestRho = 0.9;

/** What is believed of rho before the data, and the number of readings that this belief is worth. */
const priorRho = 0.4;
const priorWeight = 20;

function clip(value: number): number {
  return Math.min(largestRho, Math.max(0, value));
}

/** r1 = sum e_i e_(i-1) / sum e_i^2 of residuals that average 0; 0 when all are 0. */
export function lagOneAutocorrelation(residuals: readonly number[]): number {
  let products = 0;
  for (let i = 1; i < residuals.length; i += 1) {
    products += (residuals[i] ?? 0) * (residuals[i - 1] ?? 0);
  }
  const squares = sumOfSquares(residuals);
  return squares > 0 ? products / squares : 0;
}

/**
 * Step 7: lag-one autocorrelation of the noise. r1 is corrected for the `parameters` fitted,
 * rc = r1 + p (1 + 2 clip(r1, 0, .9))/n, and drawn towards 0.4 with the weight of 20 readings.
 * `residuals` has one entry a cleaned reading, 0 for an excluded one, whose pairs so drop out.
 */
export function noiseAutocorrelation(residuals: readonly number[], parameters: number): number {
  const n = residuals.length;
  if (n < fewestReadings) return rhoOfFewReadings;
  const r1 = lagOneAutocorrelation(residuals);
  const corrected = r1 + (parameters * (1 + 2 * clip(r1))) / n;
  return clip((n * corrected + priorWeight * priorRho) / (n + priorWeight));
}

/**
 * V(k) = 1 + 2 sum_(j=1..k-1) (1 - j/k) rho^j: how many times larger the variance of a mean of k
 * neighbouring readings is than of k independent ones. Summed as the geometric series it is.
 */
export function varianceInflation(k: number, rho: number): number {
  const rest = 1 - rho;
  return 1 + (2 * rho * (1 - (1 - rho ** k) / (k * rest))) / rest;
}
