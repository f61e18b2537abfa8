import { mean } from 'simple-statistics';
import type { Series } from './cleaning.js';
import type { Cadence } from './decision-input.js';

/** A bucket with the mean of the readings of the window that ends with it. */
export interface MovingAveragePoint {
  t: number;
  /** Null while the window reaches back before the first reading. */
  average: number | null;
}

/** Buckets of the moving average: a week of days, or three weeks. */
export function movingAverageWindow(cadence: Cadence): number {
  return cadence === 'daily' ? 7 : 3;
}

/** Trailing moving average at each reading; gaps inside a window leave it fewer readings. */
export function movingAverage({ t, y }: Series, window: number): MovingAveragePoint[] {
  const first = t[0] ?? 0;
  let from = 0;
  return t.map((bucket, i) => {
    while ((t[from] ?? bucket) <= bucket - window) from += 1;
    const isWhole = bucket - first >= window - 1;
    return { t: bucket, average: isWhole ? mean(y.slice(from, i + 1)) : null };
  });
}
