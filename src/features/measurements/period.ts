import { isWorkingDay, type LocalDay, type WorkCalendar } from '../calendar/index.js';
import type { Monitoring, Task } from '../tasks/index.js';
import {
  bucketName,
  bucketOf,
  bucketsBetween,
  firstDayOf,
  lastDayOf,
  parseBucket,
} from './bucket.js';
import type { Measurement } from './measurement.js';

/** Characters of what somebody wrote that a fault repeats. */
const longestQuote = 40;

/** A task that is or was monitored. */
export type MonitoredTask = Task & { readonly monitoring: Monitoring };

export function isMonitored(task: Task): task is MonitoredTask {
  return task.monitoring !== null;
}

/**
 * Whether `bucket` is to be measured: it touches the period, or lies after it while a decision waits
 * for a manager.
 */
export function isMeasured(monitoring: Monitoring, bucket: string): boolean {
  const { state, startDate, endDate } = monitoring;
  if (state === 'ended' || lastDayOf(bucket) < startDate) return false;
  return state === 'awaiting approval' || firstDayOf(bucket) <= endDate;
}

/** The bucket that somebody wrote, by default the running one, or why none can be recorded for it. */
export function chooseBucket(
  monitoring: Monitoring,
  written: string | null,
  today: LocalDay,
): { readonly bucket: string } | { readonly fault: string } {
  const { cadence } = monitoring;
  const running = bucketOf(cadence, today);
  const bucket = written === null ? running : parseBucket(written, cadence);
  if (bucket === null) {
    const kind = cadence === 'daily' ? 'day' : 'week';
    return {
      fault: `“${(written ?? '').slice(0, longestQuote)}” is no ${kind}; write one like ${running}.`,
    };
  }
  const fault = bucketFault(monitoring, bucket, today);
  return fault === null ? { bucket } : { fault };
}

function bucketFault(monitoring: Monitoring, bucket: string, today: LocalDay): string | null {
  const { startDate, endDate } = monitoring;
  const name = bucketName(bucket);
  const subject = name.charAt(0).toUpperCase() + name.slice(1);
  if (firstDayOf(bucket) > today) return `${subject} has not come yet.`;
  if (lastDayOf(bucket) < startDate) {
    return `${subject} is before the start of monitoring, ${startDate}.`;
  }
  if (isMeasured(monitoring, bucket)) return null;
  return `${subject} is after the end of monitoring, ${endDate}.`;
}

/**
 * Whether a reading of `bucket` is expected of one who works by `calendar`: none is on days off,
 * but for the last day of the period. Null where every bucket is expected.
 */
export function isExpected(
  { endDate }: Monitoring,
  bucket: string,
  calendar: WorkCalendar | null,
): boolean {
  return calendar === null || bucket === endDate || isWorkingDay(calendar, bucket);
}

/** How many of the readings that could be there are there. */
export interface Coverage {
  readonly expected: number;
  readonly present: number;
  /** Buckets without the value that was expected, oldest first. */
  readonly missing: readonly string[];
  /** Days off without a value, which are neither expected nor missing; oldest first. */
  readonly daysOff: readonly string[];
}

/**
 * Coverage of the period up to `today`, the team's local day (for ended monitoring: the day on which
 * it ended). The bucket that is still running counts once it has a value, and so does a day off.
 * @param calendar of the one who is asked; null where every bucket is expected
 */
export function coverage(
  task: Task,
  measurements: readonly Measurement[],
  today: LocalDay,
  calendar: WorkCalendar | null,
): Coverage {
  if (!isMonitored(task)) return { expected: 0, present: 0, missing: [], daysOff: [] };
  const { cadence, startDate, endDate } = task.monitoring;
  const lastDay = today < endDate ? today : endDate;
  const measured = new Set(measurements.map(({ bucket }) => bucket));
  const over = (bucket: string) => lastDayOf(bucket) < today || endDate < today;
  const buckets = bucketsBetween(cadence, startDate, lastDay);
  const present = buckets.filter((bucket) => measured.has(bucket)).length;
  const without = buckets.filter((bucket) => !measured.has(bucket) && over(bucket));
  const expected = (bucket: string) => isExpected(task.monitoring, bucket, calendar);
  const missing = without.filter(expected);
  const daysOff = without.filter((bucket) => !expected(bucket));
  return { expected: present + missing.length, present, missing, daysOff };
}
