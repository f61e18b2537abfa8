import { studentTQuantile } from '../../../shared/numbers/student-t.js';
import { estimateBands, scepticalBelief } from './bands.js';
import { cleanPeriod } from './cleaning.js';
import {
  type Cadence,
  type DecisionInput,
  type Period,
  type Thresholds,
  defaultThresholds,
} from './decision-input.js';
import {
  type DecisionWithBasis,
  type DecisionKind,
  type DecisionReason,
  decideWithBasis,
} from './decision.js';
import type { Estimate } from './estimate.js';
import type { Goal } from './goal.js';
import { windowLength } from './level.js';
import { noiseParameters } from './noise.js';
import { propose } from '../proposal.js';
import { levelUncertainty } from './uncertainty.js';

/** The shortest extension that can settle the task, if the metric stays as it is. */
export interface DecidingExtension {
  buckets: number;
  decision: 'close' | 'intervene';
  /** Probability on which that decision would rest, capped. */
  confidence: number;
}

/**
 * The levels, in units of the metric, from which on the present readings' uncertainty would allow
 * each decision: that level or better, for `intervene` that level or worse.
 */
export interface DecidingLevels {
  close: number;
  extend: number;
  intervene: number;
}

export interface Flip {
  /** Null when already settled, when a clear trend forbids it, or when none within the horizon can. */
  extension: DecidingExtension | null;
  /** Longest extension looked at, in buckets: one further period. */
  horizon: number;
  /** Null when there is no estimate. Closing and calling for help also need `minAct` readings. */
  levels: DecidingLevels | null;
}

/** Buckets beyond which no extension is looked for, however long the period. */
const longestHorizon = 1000;

/** What would change the decision: more time at the present level and noise, or another level. */
export function whatWouldFlip(
  input: DecisionInput,
  thresholds: Thresholds = defaultThresholds,
): Flip {
  return flipOf(decideWithBasis(input, thresholds), input, thresholds);
}

/** The same from a decision already made on that input and those thresholds. */
export function flipOf(
  { result, basis }: DecisionWithBasis,
  input: DecisionInput,
  thresholds: Thresholds,
): Flip {
  if (basis === null) return { extension: null, horizon: 0, levels: null };
  const { goal, estimate } = basis;
  const period = cleanPeriod(input.period);
  const horizon = Math.min(period?.expectedBuckets ?? estimate.span + 1, longestHorizon);
  const isOpen = !isSettled(result.decision) && !isMoving(result.reason);
  return {
    extension: isOpen
      ? decidingExtension(estimate, goal, input.cadence, period, thresholds, horizon)
      : null,
    horizon,
    levels: decidingLevels(estimate, goal, input, thresholds),
  };
}

function isSettled(decision: DecisionKind): decision is 'close' | 'intervene' {
  return decision === 'close' || decision === 'intervene';
}

/** A level that is clearly moving away gives no ground to reckon with it as the present one. */
function isMoving(reason: DecisionReason): boolean {
  return reason === 'reversing' || reason === 'recovering';
}

/**
 * Solves the rule forward: after k more buckets, each with a reading at the present level, only
 * the numbers of readings grow; level, noise variance and autocorrelation stay.
 */
function decidingExtension(
  estimate: Estimate,
  goal: Goal,
  cadence: Cadence,
  period: Period | null,
  thresholds: Thresholds,
  horizon: number,
): DecidingExtension | null {
  for (let buckets = 1; buckets <= horizon; buckets += 1) {
    const n = estimate.n + buckets;
    const isCovered =
      period === null || n >= thresholds.coverage * (period.expectedBuckets + buckets);
    const ahead = {
      improvement: estimate.improvement,
      ...uncertaintyAhead(estimate, goal, cadence, n),
    };
    const { decision, probability } = propose(
      estimateBands(ahead, goal.goalChange, thresholds),
      n,
      thresholds,
    );
    if (isCovered && isSettled(decision)) {
      return { buckets, decision, confidence: Math.min(probability, thresholds.cap) };
    }
  }
  return null;
}

function uncertaintyAhead(estimate: Estimate, goal: Goal, cadence: Cadence, n: number) {
  const { used, parameters, rho } = estimate.noise;
  const ahead = {
    used: used + n - estimate.n,
    parameters: parameters - noiseParameters(estimate.n) + noiseParameters(n),
    rho,
  };
  const windowUsed = Math.min(windowLength(n, cadence), ahead.used);
  return levelUncertainty(ahead, estimate.variance, windowUsed, goal.baseline);
}

/** Steps 10 to 12 solved for the improvement at which each threshold is just reached. */
function decidingLevels(
  { improvement, se, df }: Estimate,
  { baseline, goalChange }: Goal,
  { direction }: DecisionInput,
  thresholds: Thresholds,
): DecidingLevels | null {
  const { spread, shrinkage } = scepticalBelief(improvement, se, goalChange, thresholds);
  const margin = thresholds.harm * goalChange;
  const reach = (probability: number) => studentTQuantile(probability, df) * spread;
  const levelAt = (centre: number) => {
    const change = centre / shrinkage;
    return direction === 'higher' ? baseline.value + change : baseline.value - change;
  };
  const levels = {
    close: levelAt(goalChange + reach(thresholds.close)),
    extend: levelAt(margin + reach(thresholds.extend)),
    intervene: levelAt(-margin - reach(thresholds.intervene)),
  };
  return Object.values(levels).every(Number.isFinite) ? levels : null;
}
