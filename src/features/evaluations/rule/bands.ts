import { studentTCdf } from '../../../shared/numbers/student-t.js';
import type { Thresholds } from './decision-input.js';

/** Probabilities of the four bands of the true change; they sum to 1. */
export interface BandProbabilities {
  met: number;
  /** Really better, goal not met. */
  improved: number;
  /** No real change. */
  same: number;
  worse: number;
}

/** Location and scale of the belief about the true change. */
export interface Belief {
  centre: number;
  spread: number;
  /** k: the share of the measured improvement that is believed. */
  shrinkage: number;
}

/**
 * Step 10: the prior N(0, (tau Delta)^2) draws the improvement I towards no change:
 * k = (tau Delta)^2/((tau Delta)^2 + SE^2), centre k I, spread SE sqrt(k).
 */
export function scepticalBelief(
  improvement: number,
  se: number,
  goalChange: number,
  thresholds: Thresholds,
): Belief {
  const shrinkage = 1 / (1 + (se / (thresholds.tau * goalChange)) ** 2);
  return { centre: shrinkage * improvement, spread: se * Math.sqrt(shrinkage), shrinkage };
}

/** Step 11: the bands' probabilities by Student's t about the belief. */
function bandProbabilities(
  { centre, spread }: Belief,
  df: number,
  goalChange: number,
  thresholds: Thresholds,
): BandProbabilities {
  const margin = thresholds.harm * goalChange;
  const met = studentTCdf((centre - goalChange) / spread, df);
  const metOrImproved = studentTCdf((centre - margin) / spread, df);
  const worse = studentTCdf((-margin - centre) / spread, df);
  return {
    met,
    improved: Math.max(0, metOrImproved - met),
    same: Math.max(0, 1 - metOrImproved - worse),
    worse,
  };
}

/** Steps 10 and 11 together. */
export function estimateBands(
  { improvement, se, df }: { improvement: number; se: number; df: number },
  goalChange: number,
  thresholds: Thresholds,
): BandProbabilities {
  const belief = scepticalBelief(improvement, se, goalChange, thresholds);
  return bandProbabilities(belief, df, goalChange, thresholds);
}
