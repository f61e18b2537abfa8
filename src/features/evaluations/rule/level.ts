import { mean } from 'simple-statistics';
import type { Series } from './cleaning.js';
import type { Cadence } from './decision-input.js';
import { keptReadings } from './outliers.js';
import { fitRobustLine } from './robust-line.js';
import { weekdayEffect, withoutWeekdays } from './weekday-effect.js';

export interface Level {
  /** Mean of the kept readings of the window, weekday effect removed. */
  level: number;
  /** Length of the window in buckets, counted back from the last reading. */
  window: number;
  /** Kept readings in the window. */
  windowUsed: number;
  /** For each reading whether it counts (true) or is an outlier. */
  kept: boolean[];
  /** The values without the weekday effect. */
  values: number[];
  /** Effect of the weekdays 0..6 (bucket mod 7), or null where there is none to speak of. */
  weekdayEffect: number[] | null;
  /** Theil-Sen slope per bucket. */
  robustSlope: number;
}

/** Step 5: buckets in the level window; whole weeks as soon as daily readings allow. */
export function windowLength(n: number, cadence: Cadence): number {
  if (cadence === 'daily' && n >= 42) return 14;
  if (cadence === 'daily' && n >= 14) return 7;
  return Math.min(n, Math.max(3, Math.floor(n / 3 + 0.5)));
}

/** Steps 2 to 5 for a cleaned series of at least two readings. */
export function currentLevel(series: Series, cadence: Cadence): Level {
  const { t, y } = series;
  const { slope, residuals } = fitRobustLine(series);
  const effect = cadence === 'daily' && t.length >= 21 ? weekdayEffect(t, residuals) : null;
  const values = effect ? withoutWeekdays(t, y, effect) : y;
  const kept = keptReadings(effect ? withoutWeekdays(t, residuals, effect) : residuals);
  const window = windowLength(t.length, cadence);
  const recent = keptInWindow(t, values, kept, window);
  return {
    level: mean(recent),
    window,
    windowUsed: recent.length,
    kept,
    values,
    weekdayEffect: effect,
    robustSlope: slope,
  };
}

/**
 * Kept values of the last `window` buckets; where outliers and gaps leave none there, of the
 * `window` buckets that end with the last kept reading.
 */
function keptInWindow(
  t: readonly number[],
  values: readonly number[],
  kept: readonly boolean[],
  window: number,
): number[] {
  const upTo = (end: number) =>
    values.filter((_, i) => kept[i] && (t[i] ?? 0) > end - window && (t[i] ?? 0) <= end);
  const recent = upTo(t.at(-1) ?? 0);
  return recent.length > 0 ? recent : upTo(t.findLast((_, i) => kept[i]) ?? 0);
}
