import type { Evaluation } from '../evaluation.js';
import { readGoal } from '../rule/goal.js';
import { bucketAt } from '../rule-input.js';

/** What the chart of a monitored metric shows; positions index `points`, one a bucket. */
export interface ChartModel {
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly points: readonly { label: string; value: number | null; excluded?: boolean }[];
  readonly movingAverage: readonly (number | null)[];
  readonly levelWindow: { from: number; to: number } | null;
  readonly level: number | null;
  readonly target: number | null;
  readonly baseline: number | null;
}

type Monitored = Pick<Evaluation, 'taskId' | 'metric' | 'unit' | 'startDate' | 'receipt'>;

/** The chart of the readings that the receipt was made from, gaps included. */
export function chartModel({ taskId, metric, unit, startDate, receipt }: Monitored): ChartModel {
  const { input, result, figures } = receipt;
  const values = new Map(input.points.map(({ t, y }) => [t, y]));
  const averages = new Map(figures.movingAverage.points.map(({ t, average }) => [t, average]));
  const excluded = new Set(result.excluded.map(({ t }) => t));
  const lastReading = figures.last?.t ?? 0;
  const length = Math.max((input.period?.lastBucket ?? -1) + 1, lastReading + 1);
  const buckets = Array.from({ length }, (_, index) => index);
  return {
    title: `${taskId} · ${metric}`,
    unit,
    direction: input.direction,
    points: buckets.map((t) => ({
      label: bucketAt(startDate, t, input.cadence),
      value: values.get(t) ?? null,
      ...(excluded.has(t) && { excluded: true }),
    })),
    movingAverage: buckets.map((t) => averages.get(t) ?? null),
    levelWindow:
      result.window === null
        ? null
        : { from: Math.max(0, lastReading - result.window + 1), to: lastReading },
    level: result.level,
    target: targetLevel(receipt.input),
    baseline: input.baseline?.value ?? null,
  };
}

/** The value of the metric at which the goal is met; null without a baseline. */
export function targetLevel(input: Evaluation['receipt']['input']): number | null {
  const goal = readGoal(input);
  if (typeof goal === 'string') return null;
  const { baseline, goalChange } = goal;
  return input.direction === 'higher' ? baseline.value + goalChange : baseline.value - goalChange;
}
