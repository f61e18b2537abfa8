import { max } from 'date-fns/max';
import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import type { Measurement } from '../measurements/index.js';
import type { Cadence, Monitoring } from '../tasks/index.js';
import type { Thresholds } from './rule/decision-input.js';
import { proposedEndDate } from './end-date.js';
import { windowLength } from './rule/level.js';
import { createReceipt, type Receipt } from './rule/receipt.js';
import { ruleInput } from './rule-input.js';

/** What a task is assessed by. */
export interface Evidence {
  readonly monitoring: Monitoring;
  readonly measurements: readonly Measurement[];
  /** By which readings are expected; null where one of every bucket is. */
  readonly calendar: WorkCalendar | null;
}

/** What the rule says about one task; nothing is written yet. */
export interface Assessment {
  readonly receipt: Receipt;
  readonly proposedEndDate: LocalDay;
  /** When the newest of the readings was taken. */
  readonly newestReadingAt: Date | null;
}

/**
 * Assesses the readings up to `lastDay`, the end of the period or the day of a preview. Proposed is
 * the shortest extension able to settle it, or one further period when none would.
 */
export function assess(
  { monitoring, measurements, calendar }: Evidence,
  lastDay: LocalDay,
  today: LocalDay,
  thresholds: Thresholds,
): Assessment {
  const input = ruleInput(monitoring, measurements, calendar, lastDay);
  const receipt = createReceipt(input, thresholds);
  const { cadence } = monitoring;
  return {
    receipt,
    proposedEndDate: proposedEndDate(lastDay, usefulBuckets(receipt), cadence, today, calendar),
    newestReadingAt: newestOf(measurements),
  };
}

/**
 * After a close or a call for help, only readings from now on tell something new, so that the
 * proposal is as many as the level is taken from.
 */
function usefulBuckets({ input, result, flip }: Receipt): number {
  const { decision, n } = result;
  if (decision === 'close' || decision === 'intervene') return freshWindow(n, input.cadence);
  return flip.extension?.buckets ?? input.period?.expectedBuckets ?? n;
}

/** The fewest further readings that fill the whole level window, which itself grows with them. */
function freshWindow(n: number, cadence: Cadence): number {
  let buckets = 1;
  while (windowLength(n + buckets, cadence) > buckets) buckets += 1;
  return buckets;
}

function newestOf(measurements: readonly Measurement[]): Date | null {
  const instants = measurements.map(({ takenAt }) => takenAt);
  return instants.length === 0 ? null : max(instants);
}
