import type { LocalDay } from '../calendar/index.js';
import { bucketAfter, bucketIndex, bucketOf, type Measurement } from '../measurements/index.js';
import type { Cadence, Monitoring } from '../tasks/index.js';
import type { DecisionInput, Period } from './rule/decision-input.js';

/** What the rule is given about a task whose period ends, or is looked at, on `lastDay`. */
export function ruleInput(
  monitoring: Monitoring,
  measurements: readonly Measurement[],
  lastDay: LocalDay,
): DecisionInput & { period: Period } {
  const { baseline, direction, target, cadence, startDate } = monitoring;
  const lastBucket = bucketIndex(bucketOf(cadence, lastDay), cadence, startDate);
  return {
    points: measurements
      .filter(({ index }) => index >= 0 && index <= lastBucket)
      .map(({ index, value }) => ({ t: index, y: value })),
    baseline,
    direction,
    target,
    cadence,
    period: { expectedBuckets: lastBucket + 1, lastBucket },
  };
}

/** The day or week `t` of a period that began on `startDate`. */
export function bucketAt(startDate: LocalDay, t: number, cadence: Cadence): string {
  return bucketAfter(bucketOf(cadence, startDate), cadence, t);
}
