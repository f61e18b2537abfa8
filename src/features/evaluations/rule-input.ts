import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import {
  bucketAfter,
  bucketIndex,
  bucketOf,
  isExpected,
  type Measurement,
} from '../measurements/index.js';
import type { Cadence, Monitoring } from '../tasks/index.js';
import type { DecisionInput, Period } from './rule/decision-input.js';

/**
 * What the rule is given about a task whose period ends, or is looked at, on `lastDay`.
 * @param calendar by which readings are expected; null where one of every bucket is
 */
export function ruleInput(
  monitoring: Monitoring,
  measurements: readonly Measurement[],
  calendar: WorkCalendar | null,
  lastDay: LocalDay,
): DecisionInput & { period: Period } {
  const { baseline, direction, target, cadence, startDate } = monitoring;
  const lastBucket = bucketIndex(bucketOf(cadence, lastDay), cadence, startDate);
  const points = measurements
    .filter(({ index }) => index >= 0 && index <= lastBucket)
    .map(({ index, value }) => ({ t: index, y: value }));
  const withReading = new Set(points.map(({ t }) => t));
  const daysOff = Array.from({ length: lastBucket + 1 }, (_, t) => t).filter(
    (t) =>
      !withReading.has(t) && !isExpected(monitoring, bucketAt(startDate, t, cadence), calendar),
  );
  return {
    points,
    baseline,
    direction,
    target,
    cadence,
    period: {
      expectedBuckets: lastBucket + 1 - daysOff.length,
      lastBucket,
      ...(calendar && { daysOff }),
    },
  };
}

/** The day or week `t` of a period that began on `startDate`. */
export function bucketAt(startDate: LocalDay, t: number, cadence: Cadence): string {
  return bucketAfter(bucketOf(cadence, startDate), cadence, t);
}
