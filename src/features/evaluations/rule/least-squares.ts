import { mean } from 'simple-statistics';

export interface Line {
  slope: number;
  meanT: number;
  meanY: number;
  /** Sums of squares and products about the means. */
  sxx: number;
  syy: number;
}

/**
 * Ordinary least-squares line by the two-pass formulas, slope = Sxy/Sxx about the means, which do
 * not cancel. At least two different `t`.
 */
export function fitLine(t: readonly number[], y: readonly number[]): Line {
  const meanT = mean(t);
  const meanY = mean(y);
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < t.length; i += 1) {
    const dt = (t[i] ?? 0) - meanT;
    const dy = (y[i] ?? 0) - meanY;
    sxx += dt * dt;
    sxy += dt * dy;
    syy += dy * dy;
  }
  return { slope: sxy / sxx, meanT, meanY, sxx, syy };
}

export function lineResiduals(line: Line, t: readonly number[], y: readonly number[]): number[] {
  return y.map((value, i) => value - line.meanY - line.slope * ((t[i] ?? 0) - line.meanT));
}

export function sumOfSquares(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
