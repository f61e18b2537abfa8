import { type BandProbabilities, bandProbabilities, scepticalBelief } from './bands.js';
import { type Series, cleanPeriod, cleanReadings, finiteOrNull } from './cleaning.js';
import {
  type DecisionInput,
  type Reading,
  type Thresholds,
  defaultThresholds,
} from './decision-input.js';
import { type Estimate, estimateImprovement } from './estimate.js';
import { type Goal, type GoalFault, readGoal } from './goal.js';
import { contradictedByTrend, coverageFault, trendP } from './guards.js';

/** Changes whenever the same input may give another result. */
export const ruleVersion = '1';

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

const goalProbablyMetFrom = 0.8;
const noRealChangeFrom = 0.8;

/**
 * Decides what becomes of a monitored task at the end of its period: the whole rule, steps 1 to 14.
 * Deterministic; the order of the points matters only between two values of one bucket.
 */
export function decide(
  input: DecisionInput,
  thresholds: Thresholds = defaultThresholds,
): DecisionResult {
  const series = cleanReadings(input.points);
  const goal = readGoal(input);
  if (typeof goal === 'string') return withoutEstimate(goal, series);
  if (series.t.length < Math.max(2, thresholds.minAny)) {
    return withoutEstimate('too-few-points', series);
  }
  const estimate = estimateImprovement(series, { ...input, ...goal });
  const probabilities = estimateBands(estimate, goal, thresholds);
  const proposed = propose(probabilities, estimate.n, thresholds);
  const p = trendP(estimate);
  const override = overrideOf(proposed.decision, input, series, estimate, p, goal, thresholds);
  const decision = override ? 'review' : proposed.decision;
  return {
    decision,
    reason: override ?? proposed.reason,
    confidence: override ? null : Math.min(proposed.probability, thresholds.cap),
    probabilities,
    goalProbablyMet: decision === 'extend' && probabilities.met >= goalProbablyMetFrom,
    ...describe(estimate, goal, input),
    trendP: p,
  };
}

/** Steps 10 and 11. */
export function estimateBands(
  { improvement, se, df }: Pick<Estimate, 'improvement' | 'se' | 'df'>,
  { goalChange }: Goal,
  thresholds: Thresholds,
): BandProbabilities {
  const belief = scepticalBelief(improvement, se, goalChange, thresholds);
  return bandProbabilities(belief, df, goalChange, thresholds);
}

export interface Proposal {
  decision: DecisionKind;
  reason: DecisionReason;
  /** Of the band or bands that the decision rests on. */
  probability: number;
}

/** Step 12: the decision that the probabilities alone suggest. */
export function propose(
  { met, improved, same, worse }: BandProbabilities,
  n: number,
  thresholds: Thresholds,
): Proposal {
  const maySettle = n >= thresholds.minAct;
  if (maySettle && met >= thresholds.close) {
    return { decision: 'close', reason: 'close', probability: met };
  }
  if (maySettle && worse >= thresholds.intervene) {
    return { decision: 'intervene', reason: 'intervene', probability: worse };
  }
  if (met + improved >= thresholds.extend) {
    return { decision: 'extend', reason: 'extend', probability: met + improved };
  }
  return {
    decision: 'review',
    reason: same >= noRealChangeFrom ? 'no-real-change' : 'too-uncertain',
    probability: Math.max(met, improved, same, worse),
  };
}

/** Step 13: the guard that turns the proposed decision into a review, if any. */
function overrideOf(
  decision: DecisionKind,
  input: DecisionInput,
  series: Series,
  estimate: Estimate,
  p: number | null,
  { goalChange }: Goal,
  thresholds: Thresholds,
): DecisionReason | null {
  if (decision === 'review') return null;
  if (contradictedByTrend(decision, estimate, p, goalChange)) {
    return decision === 'intervene' ? 'recovering' : 'reversing';
  }
  const period = cleanPeriod(input.period);
  if (decision === 'extend' || period === null) return null;
  return coverageFault(estimate.n, series.t.at(-1) ?? 0, period, thresholds);
}

function describe(estimate: Estimate, { baseline }: Goal, { direction }: DecisionInput) {
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

function withoutEstimate(reason: DecisionReason, { t }: Series): DecisionResult {
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
