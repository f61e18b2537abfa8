import {
  noiseAutocorrelation,
  varianceInflation,
} from '../../../../src/features/evaluations/rule/autocorrelation.js';
import type { Estimate } from '../../../../src/features/evaluations/rule/estimate.js';
import { contradictedByTrend } from '../../../../src/features/evaluations/rule/guards.js';
import { fitNoise } from '../../../../src/features/evaluations/rule/noise.js';
import { keptReadings } from '../../../../src/features/evaluations/rule/outliers.js';
import {
  levelUncertainty,
  noiseVariance,
} from '../../../../src/features/evaluations/rule/uncertainty.js';
import { weekdayEffect } from '../../../../src/features/evaluations/rule/weekday-effect.js';

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function excludedOf(residuals: readonly number[]): number {
  return keptReadings(residuals).filter((kept) => !kept).length;
}

describe('outliers', () => {
  const wobble = range(30).map((i) => (i % 2 ? 1 : -1));
  const withSpikes = (spikes: number) => wobble.map((r, i) => (i < spikes ? 50 : r));

  test('are excluded up to a tenth of the readings; more are a real change', () => {
    expect(excludedOf(withSpikes(3))).toBe(3);
    expect(excludedOf(withSpikes(4))).toBe(0);
  });

  test('one is excluded however few the readings, from five on', () => {
    expect(excludedOf([1, -1, 1, -1, 50])).toBe(1);
    expect(excludedOf([1, -1, 1, 50])).toBe(0);
  });

  test('are measured by the mean deviation where most residuals are equal', () => {
    const mostlyZero = (spike: number) => range(21).map((i) => (i < 5 ? 1 : i === 20 ? spike : 0));
    const limit = (4 * 1.2533 * 5) / (21 - 4 * 1.2533);
    expect(excludedOf(mostlyZero(limit * 1.01))).toBe(1);
    expect(excludedOf(mostlyZero(limit * 0.99))).toBe(0);
  });
});

test('a weekday with a single reading gets no effect of its own', () => {
  const days = range(36).filter((t) => t % 7 !== 6 || t === 6);
  const residuals = days.map((t) => (t % 7 < 3 ? 10 : t === 6 ? 500 : -10) + (t % 2));
  const effect = weekdayEffect(days, residuals);
  const centred = (effect?.[0] ?? 0) + (effect?.[3] ?? 0);
  expect(Math.abs((effect?.[6] ?? 0) - centred / 2)).toBeLessThan(2);
});

test('a break leaves at least a sixth of the readings on either side', () => {
  const steps = { t: range(30), y: range(30).map((t) => (t < 5 ? 0 : 10) + 0.1 * (t % 3)) };
  expect(fitNoise(steps, 30).splitAt).toBe(5);
});

describe('autocorrelation', () => {
  test('is never taken for more than 0.9 nor for less than 0', () => {
    expect(
      noiseAutocorrelation(
        range(400).map((t) => t - 199.5),
        5,
      ),
    ).toBe(0.9);
    expect(
      noiseAutocorrelation(
        range(400).map((t) => (t % 2 ? 1 : -1)),
        5,
      ),
    ).toBe(0);
  });

  test('inflates the variance of a mean by the sum over all lags', () => {
    for (const [k, rho] of [
      [1, 0.5],
      [7, 0.3],
      [90, 0.9],
      [5, 0],
    ] as const) {
      const sum = range(k)
        .slice(1)
        .reduce((total, j) => total + (1 - j / k) * rho ** j, 0);
      expect(varianceInflation(k, rho)).toBeCloseTo(1 + 2 * sum, 12);
    }
  });
});

describe('uncertainty', () => {
  const noise = { used: 20, parameters: 5, rho: 0 };

  test('no series counts as free of noise', () => {
    expect(noiseVariance(0, noise, 10)).toBe(0.25);
  });

  test('two baseline readings are too few for their own standard deviation', () => {
    const unknown = levelUncertainty(noise, 4, 7, { value: 100, n: 2 });
    expect(levelUncertainty(noise, 4, 7, { value: 100, n: 2, sd: 90 })).toEqual(unknown);
    expect(unknown.se).toBeCloseTo(Math.sqrt(4 / 7 + 4 / 2), 12);
  });

  test('three or more add their own, with their own degrees of freedom', () => {
    const { se, df } = levelUncertainty(noise, 7, 7, { value: 100, n: 4, sd: 2 });
    expect(se).toBeCloseTo(Math.sqrt(2), 12);
    expect(df).toBeCloseTo(4 / (1 / 15 + 1 / 3), 12);
  });
});

describe('a clear trend against the decision', () => {
  const moving = (improvement: number, trendPerStep: number) =>
    ({ improvement, trendPerStep, span: 20 }) as Estimate;

  test('contradicts closing when half the span further on the goal is lost', () => {
    expect(contradictedByTrend('close', moving(15, -0.6), 0.001, 10)).toBe(true);
    expect(contradictedByTrend('close', moving(15, -0.4), 0.001, 10)).toBe(false);
  });

  test('contradicts extending only when all improvement is lost', () => {
    expect(contradictedByTrend('extend', moving(5, -0.6), 0.001, 10)).toBe(true);
    expect(contradictedByTrend('extend', moving(5, -0.4), 0.001, 10)).toBe(false);
  });

  test('contradicts calling for help only when the baseline is reached again', () => {
    expect(contradictedByTrend('intervene', moving(-5, 0.6), 0.001, 10)).toBe(true);
    expect(contradictedByTrend('intervene', moving(-5, 0.4), 0.001, 10)).toBe(false);
  });

  test('must be significant at 0.3 %', () => {
    expect(contradictedByTrend('close', moving(15, -0.6), 0.0029, 10)).toBe(true);
    expect(contradictedByTrend('close', moving(15, -0.6), 0.003, 10)).toBe(false);
    expect(contradictedByTrend('close', moving(15, -0.6), null, 10)).toBe(false);
  });
});
