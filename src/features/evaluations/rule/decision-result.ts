import type { BandProbabilities } from './bands.js';
import { type Series, finiteOrNull } from './cleaning.js';
import type { Direction, Reading } from './decision-input.js';
import type { Estimate } from './estimate.js';
import type { Goal, GoalFault } from './goal.js';

export type DecisionKind = 'close' | 'extend' | 'review' | 'intervene';

export type DecisionReason =
  | 'close'
  | 'extend'
  | 'intervene'
  | 'no-real-change'
  | 'too-uncertain'
  | 'reversing'
  | 'recovering'
  | 'stale'
  | 'low-coverage'
  | 'too-few-points'
  | GoalFault;

/**
 * What was decided, with every number that led to it. All but `decision`, `reason`, `n` and
 * `goalProbablyMet` are null where no estimate could be made. Changes and trend are positive when
 * better; `level` and `weekdayEffect` are in units of the metric.
 */
export interface DecisionResult {
  decision: DecisionKind;
  reason: DecisionReason;
  /** Step 14; null also where a guard overrode the probabilities. */
  confidence: number | null;
  probabilities: BandProbabilities | null;
  /** The decision is `extend`, and the goal is met with at least 80 %. */
  goalProbablyMet: boolean;
  n: number;
  level: number | null;
  improvement: number | null;
  /** Of the baseline's absolute value; null for a zero baseline. */
  improvementPct: number | null;
  se: number | null;
  df: number | null;
  rho: number | null;
  window: number | null;
  used: number | null;
  excluded: Reading[];
  /** Effect of the weekdays 0..6 (bucket mod 7); null where there is none. */
  weekdayEffect: number[] | null;
  trendPerStep: number | null;
  trendP: number | null;
  /** Index among the used readings of the first one after the break; 0 without a break. */
  splitAt: number | null;
}

/** The fields of a result that tell where the metric stands. */
export function describeEstimate(estimate: Estimate, { baseline }: Goal, direction: Direction) {
  const { improvement, noise } = estimate;
  return {
    n: estimate.n,
    level: direction === 'higher' ? baseline.value + improvement : baseline.value - improvement,
    improvement,
    improvementPct: finiteOrNull((100 * improvement) / Math.abs(baseline.value)),
    se: estimate.se,
    df: estimate.df,
    rho: noise.rho,
    window: estimate.window,
    used: noise.used,
    excluded: estimate.excluded,
    weekdayEffect: estimate.weekdayEffect,
    trendPerStep: estimate.trendPerStep,
    splitAt: estimate.splitAt,
  };
}

/** The review of a series that allows no estimate. */
export function withoutEstimate(reason: DecisionReason, { t }: Series): DecisionResult {
  return {
    decision: 'review',
    reason,
    confidence: null,
    probabilities: null,
    goalProbablyMet: false,
    n: t.length,
    level: null,
    improvement: null,
    improvementPct: null,
    se: null,
    df: null,
    rho: null,
    window: null,
    used: null,
    excluded: [],
    weekdayEffect: null,
    trendPerStep: null,
    trendP: null,
    splitAt: null,
  };
}
