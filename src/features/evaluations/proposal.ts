import type { BandProbabilities } from './rule/bands.js';
import type { Thresholds } from './rule/decision-input.js';
import type { DecisionKind, DecisionReason } from './rule/decision-result.js';

/** From here on the likeliest state "no real change" is given as the reason of a review. */
const noRealChangeFrom = 0.8;

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
