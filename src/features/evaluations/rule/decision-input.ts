/** Whether a larger or a smaller value of the metric is the better one. */
export type Direction = 'higher' | 'lower';

export type Cadence = 'daily' | 'weekly';

/** A reading of bucket `t`, the whole number of its day (daily) or week (weekly) since any fixed day. */
export interface Reading {
  t: number;
  y: number;
}

/**
 * The value to compare with. With `n` it is the mean of n earlier readings with sample standard
 * deviation `sd`, and its uncertainty counts; without, it is an exact number such as a contract's.
 */
export interface Baseline {
  value: number;
  n?: number;
  sd?: number;
}

/** The wanted change: percent of the baseline's absolute value, or units of the metric. */
export interface Target {
  type: 'percent' | 'absolute';
  value: number;
}

/** The monitored period in buckets, as far as it has passed. */
export interface Period {
  /** Of how many of its buckets a reading was expected; days off count once they have one. */
  expectedBuckets: number;
  lastBucket: number;
  /** Buckets without a reading that none was expected of; absent where days off play no part. */
  daysOff?: readonly number[];
}

export interface DecisionInput {
  /** In any order; a bucket without a usable value is null. Of two values in a bucket the later counts. */
  points: readonly { t: number; y: number | null }[];
  baseline: Baseline | null;
  direction: Direction;
  target: Target;
  cadence: Cadence;
  period?: Period;
}

export interface Thresholds {
  /** Least probability of "goal met" to close. */
  close: number;
  /** Least probability of "worse" to call for help. */
  intervene: number;
  /** Least probability of "improved or goal met" to extend. */
  extend: number;
  /** Smallest change that counts as real, as a share of the target change. */
  harm: number;
  /** Standard deviation of the sceptical prior, in target changes. */
  tau: number;
  /** Fewest readings for closing or calling for help. */
  minAct: number;
  /** Fewest readings for any estimate. */
  minAny: number;
  /** Least share of the expected buckets for closing or calling for help. */
  coverage: number;
  /** Highest confidence ever claimed. */
  cap: number;
}

export const defaultThresholds: Thresholds = Object.freeze({
  close: 0.9,
  intervene: 0.9,
  extend: 0.8,
  harm: 0.25,
  tau: 2,
  minAct: 5,
  minAny: 3,
  coverage: 0.5,
  cap: 0.99,
});
