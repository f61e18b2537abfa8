import { noiseAutocorrelation } from './autocorrelation.js';
import type { Series } from './cleaning.js';
import type { Baseline, Cadence, Direction, Reading } from './decision-input.js';
import { sumOfSquares } from './least-squares.js';
import { currentLevel } from './level.js';
import { fitNoise } from './noise.js';
import { type NoiseLevel, levelUncertainty, noiseVariance } from './uncertainty.js';
import { weekdayParameters } from './weekday-effect.js';

/** Where the metric stands and how well that is known. Changes are positive when better. */
export interface Estimate {
  /** Cleaned readings. */
  n: number;
  excluded: Reading[];
  window: number;
  weekdayEffect: number[] | null;
  noise: NoiseLevel;
  /** Variance of a single reading. */
  variance: number;
  /** Level less baseline, positive when better. */
  improvement: number;
  se: number;
  df: number;
  /** Slope of the last piece of the noise fit, positive when improving, and its Sxx. */
  trendPerStep: number;
  sxx: number;
  splitAt: number;
  /** Buckets from the first to the last reading. */
  span: number;
}

export interface EstimateContext {
  baseline: Baseline;
  direction: Direction;
  cadence: Cadence;
  goalChange: number;
}

/** Steps 2 to 9 for a cleaned series of at least two readings. */
export function estimateImprovement(series: Series, context: EstimateContext): Estimate {
  const { baseline, cadence, goalChange } = context;
  const sign = context.direction === 'higher' ? 1 : -1;
  const { t } = series;
  const y = series.y.map((value) => sign * (value - baseline.value));
  const { level, window, windowUsed, kept, values, weekdayEffect } = currentLevel(
    { t, y },
    cadence,
  );
  const isKept = (_: number, i: number) => kept[i] === true;
  const keptSeries = { t: t.filter(isKept), y: values.filter(isKept) };
  const fit = fitNoise(keptSeries, t.length);
  const parameters = fit.parameters + (weekdayEffect ? weekdayParameters : 0);
  const rho = noiseAutocorrelation(spread(fit.residuals, kept), parameters);
  const noise = { used: keptSeries.t.length, parameters, rho };
  const variance = noiseVariance(sumOfSquares(fit.residuals), noise, goalChange);
  return {
    n: t.length,
    excluded: t.flatMap((bucket, i) => (kept[i] ? [] : [{ t: bucket, y: series.y[i] ?? 0 }])),
    window,
    weekdayEffect: weekdayEffect && weekdayEffect.map((effect) => sign * effect),
    noise,
    variance,
    improvement: level,
    ...levelUncertainty(noise, variance, windowUsed, baseline),
    trendPerStep: fit.trendPerStep,
    sxx: fit.sxx,
    splitAt: fit.splitAt,
    span: (t.at(-1) ?? 0) - (t[0] ?? 0),
  };
}

/** The residuals of the kept readings at their places among all, 0 elsewhere. */
function spread(residuals: readonly number[], kept: readonly boolean[]): number[] {
  let next = 0;
  return kept.map((keep) => (keep ? (residuals[next++] ?? 0) : 0));
}
