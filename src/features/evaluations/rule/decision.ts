import { estimateBands } from './bands.js';
import { type Series, cleanPeriod, cleanReadings } from './cleaning.js';
import { type DecisionInput, type Thresholds, defaultThresholds } from './decision-input.js';
import {
  type DecisionKind,
  type DecisionReason,
  type DecisionResult,
  describeEstimate,
  withoutEstimate,
} from './decision-result.js';
import { type Estimate, estimateImprovement } from './estimate.js';
import { type Goal, readGoal } from './goal.js';
import { contradictedByTrend, coverageFault, trendP } from './guards.js';
import { propose } from '../proposal.js';

export type { DecisionKind, DecisionReason, DecisionResult } from './decision-result.js';

/** Changes whenever the same input may give another result. */
export const ruleVersion = '1';

const goalProbablyMetFrom = 0.8;

/** A result with the estimate it was drawn from, where there is one. */
export interface DecisionWithBasis {
  result: DecisionResult;
  basis: { goal: Goal; estimate: Estimate } | null;
}

/**
 * Decides what becomes of a monitored task at the end of its period: the whole rule, steps 1 to 14.
 * Deterministic; the order of the points matters only between two values of one bucket.
 */
export function decide(
  input: DecisionInput,
  thresholds: Thresholds = defaultThresholds,
): DecisionResult {
  return decideWithBasis(input, thresholds).result;
}

export function decideWithBasis(input: DecisionInput, thresholds: Thresholds): DecisionWithBasis {
  const series = cleanReadings(input.points);
  const goal = readGoal(input);
  if (typeof goal === 'string') return { result: withoutEstimate(goal, series), basis: null };
  if (series.t.length < Math.max(2, thresholds.minAny)) {
    return { result: withoutEstimate('too-few-points', series), basis: null };
  }
  const estimate = estimateImprovement(series, { ...input, ...goal });
  const probabilities = estimateBands(estimate, goal.goalChange, thresholds);
  const proposed = propose(probabilities, estimate.n, thresholds);
  const p = trendP(estimate);
  const override = overrideOf(proposed.decision, input, series, estimate, p, goal, thresholds);
  const decision = override ? 'review' : proposed.decision;
  const result: DecisionResult = {
    decision,
    reason: override ?? proposed.reason,
    confidence: override ? null : Math.min(proposed.probability, thresholds.cap),
    probabilities,
    goalProbablyMet: decision === 'extend' && probabilities.met >= goalProbablyMetFrom,
    ...describeEstimate(estimate, goal, input.direction),
    trendP: p,
  };
  return { result, basis: { goal, estimate } };
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
