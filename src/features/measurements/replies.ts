import { formatAmount } from '../../shared/amount.js';
import { type Message, message } from '../../shared/message.js';
import type { People } from '../people/index.js';
import { sourceAddress } from '../tasks/index.js';
import { bucketOf, bucketsBetween } from './bucket.js';
import { type Measurement, takenBySource } from './measurement.js';
import type {
  HistoryOutcome,
  LookOutcome,
  RecordOutcome,
  RecordProblem,
} from './measurements-service.js';
import { coverage, isExpected, isMeasured } from './period.js';
import { measuredView, metricView, recordButton } from './question.js';

const rowsShown = 14;

type Shown = Extract<HistoryOutcome, { kind: 'shown' }>;

/** Private answers to what people ask about measurements. */
export interface MeasurementReplies {
  toRecord(taskId: string, outcome: RecordOutcome): Promise<Message>;
  toProblem(taskId: string, problem: Exclude<LookOutcome, { kind: 'found' }>): Message;
  toHistory(taskId: string, outcome: HistoryOutcome): Promise<Message>;
}

export function measurementReplies(people: Pick<People, 'members'>): MeasurementReplies {
  async function namesOf(measurements: readonly Measurement[]) {
    const ids = new Set(measurements.map(({ takenBy }) => takenBy));
    const members = await people.members([...ids].filter((id) => id !== takenBySource));
    const names = new Map(members.map(({ id, name }) => [id, name]));
    return ({ takenBy }: Measurement) =>
      takenBy === takenBySource ? 'the source' : (names.get(takenBy) ?? takenBy);
  }

  return {
    toProblem,
    async toRecord(taskId, outcome) {
      if (!('measurement' in outcome)) return toProblem(taskId, outcome);
      const view = measuredView(outcome.task, outcome.measurement);
      if (outcome.kind === 'recorded') return message('measurements/recorded', view);
      if (outcome.kind === 'unchanged') return message('measurements/unchanged', view);
      const nameOf = await namesOf([outcome.measurement]);
      const by = nameOf(outcome.measurement);
      return message('measurements/changed-meanwhile', { ...view, by });
    },
    async toHistory(taskId, outcome) {
      if (outcome.kind !== 'shown') return toProblem(taskId, outcome);
      const all = bucketsOf(outcome);
      const shown = all.slice(-rowsShown).toReversed();
      const byBucket = new Map(outcome.measurements.map((each) => [each.bucket, each]));
      const nameOf = await namesOf(shown.flatMap((bucket) => byBucket.get(bucket) ?? []));
      const rows = shown.map((bucket) => {
        const measurement = byBucket.get(bucket);
        return measurement
          ? rowOf(measurement, outcome, nameOf(measurement))
          : emptyRow(bucket, outcome);
      });
      return message('measurements/history', {
        ...historyView(outcome),
        rows,
        shortened: all.length > rows.length ? { shown: rows.length, all: all.length } : null,
      });
    },
  };
}

function toProblem(taskId: string, problem: RecordProblem): Message {
  switch (problem.kind) {
    case 'unknown task':
      return message('measurements/unknown-task', { taskId });
    case 'not allowed':
      return message('measurements/not-allowed', { taskId });
    case 'not monitored':
      return message('measurements/not-monitored', { taskId });
    case 'monitoring ended':
      return message('measurements/monitoring-ended', metricView(problem.task));
    case 'invalid':
      return message('measurements/invalid', { faults: Object.values(problem.faults) });
  }
}

function historyView(outcome: Shown): object {
  const { task, today, measurements, calendar, sourceFault, mayRecord } = outcome;
  const { cadence, startDate, endDate, source } = task.monitoring;
  const { expected, present, missing, daysOff } = coverage(task, measurements, today, calendar);
  const running = runningBucket(outcome);
  return {
    ...metricView(task),
    startDate,
    endDate,
    present,
    expected,
    missing: missing.map((bucket) => ({ bucket })),
    daysOff: daysOff.length,
    buckets: cadence === 'daily' ? 'days' : 'weeks',
    sourceAddress: sourceAddress(source),
    sourceFault,
    actions:
      mayRecord && isMeasured(task.monitoring, running)
        ? { record: recordButton(task.id, running) }
        : null,
  };
}

/** Every bucket until now, oldest first, and later ones that have a value. */
function bucketsOf({ task, today, measurements }: Shown): readonly string[] {
  const { cadence, startDate, endDate, state } = task.monitoring;
  const lastDay = state === 'awaiting approval' || today < endDate ? today : endDate;
  const until = bucketsBetween(cadence, startDate, lastDay);
  const later = measurements.map(({ bucket }) => bucket).filter((each) => !until.includes(each));
  return [...until, ...later];
}

function runningBucket({ task, today }: Shown): string {
  return bucketOf(task.monitoring.cadence, today);
}

function emptyRow(bucket: string, outcome: Shown): object {
  const dayOff = !isExpected(outcome.task.monitoring, bucket, outcome.calendar);
  return { bucket, amount: null, dayOff, running: bucket === runningBucket(outcome) };
}

function rowOf(measurement: Measurement, { task }: Shown, by: string): object {
  const { unit } = task.monitoring;
  return {
    bucket: measurement.bucket,
    amount: formatAmount(measurement.value, unit),
    by,
    replaced: measurement.corrections.map(({ value }) => formatAmount(value, unit)).join(', '),
    note: measurement.note ?? null,
  };
}
