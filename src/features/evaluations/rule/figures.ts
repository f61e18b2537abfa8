import { type Series, cleanPeriod, cleanReadings, finiteOrNull } from './cleaning.js';
import type { DecisionInput, Reading } from './decision-input.js';
import { currentLevel } from './level.js';
import { type MannKendallTest, mannKendall } from './mann-kendall.js';
import { type MovingAveragePoint, movingAverage, movingAverageWindow } from './moving-average.js';
import { type Regression, regress } from './regression.js';
import { type WelchTest, welchOfThirds } from './welch.js';

export interface Coverage {
  /** Buckets of the period or, without one, from the first to the last reading. */
  expected: number;
  received: number;
  missing: number;
  /** 0..1 */
  ratio: number;
}

/**
 * Customary figures of the cleaned readings, in units of the metric and so not turned to "better".
 * They inform the reader; the decision does not use them. What a series is too short or too
 * constant for is null.
 */
export interface Figures {
  first: Reading | null;
  last: Reading | null;
  /** Percent of the absolute value changed from. */
  firstToLastPct: number | null;
  baselineToLevelPct: number | null;
  regression: Regression | null;
  welch: WelchTest | null;
  mannKendall: MannKendallTest | null;
  /** Median slope per bucket. */
  theilSenSlope: number | null;
  movingAverage: { window: number; points: MovingAveragePoint[] };
  coverage: Coverage;
}

export function summarise(input: DecisionInput): Figures {
  const series = cleanReadings(input.points);
  const first = readingAt(series, 0);
  const last = readingAt(series, -1);
  const level = series.t.length < 2 ? null : currentLevel(series, input.cadence);
  const window = movingAverageWindow(input.cadence);
  return {
    first,
    last,
    firstToLastPct: percentChange(first?.y, last?.y),
    baselineToLevelPct: percentChange(input.baseline?.value, level?.level ?? last?.y),
    regression: regress(series),
    welch: welchOfThirds(series.y),
    mannKendall: mannKendall(series.y),
    theilSenSlope: level?.robustSlope ?? null,
    movingAverage: { window, points: movingAverage(series, window) },
    coverage: measureCoverage(series, cleanPeriod(input.period)?.expectedBuckets),
  };
}

function readingAt({ t, y }: Series, index: number): Reading | null {
  const [bucket, value] = [t.at(index), y.at(index)];
  return bucket === undefined || value === undefined ? null : { t: bucket, y: value };
}

function percentChange(from: number | undefined, to: number | undefined): number | null {
  if (from === undefined || to === undefined) return null;
  return finiteOrNull((100 * (to - from)) / Math.abs(from));
}

function measureCoverage({ t }: Series, expectedBuckets: number | undefined): Coverage {
  const received = t.length;
  const span = received === 0 ? 0 : (t.at(-1) ?? 0) - (t[0] ?? 0) + 1;
  const expected = expectedBuckets ?? span;
  return {
    expected,
    received,
    missing: Math.max(0, expected - received),
    ratio: expected > 0 ? Math.min(1, received / expected) : 0,
  };
}
