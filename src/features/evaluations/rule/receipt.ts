import { canonicalJson } from '../../../shared/canonical-json.js';
import { sha256 } from '../../../shared/digest.js';
import { type DecisionInput, type Thresholds, defaultThresholds } from './decision-input.js';
import { type DecisionResult, decideWithBasis, ruleVersion } from './decision.js';
import { type Figures, summarise } from './figures.js';
import { type Flip, flipOf } from './flip.js';

/** Everything a decision was made from and came to; plain JSON. */
export interface Receipt {
  ruleVersion: string;
  thresholds: Thresholds;
  input: DecisionInput;
  result: DecisionResult;
  figures: Figures;
  flip: Flip;
}

export function createReceipt(
  input: DecisionInput,
  thresholds: Thresholds = defaultThresholds,
): Receipt {
  const recorded = asRecorded(input);
  const decided = decideWithBasis(recorded, thresholds);
  return {
    ruleVersion,
    thresholds,
    input: recorded,
    result: decided.result,
    figures: summarise(recorded),
    flip: flipOf(decided, recorded, thresholds),
  };
}

/** The input as JSON keeps it, points in order of bucket; what is no number becomes null. */
function asRecorded(input: DecisionInput): DecisionInput {
  const points = input.points.filter(({ t }) => Number.isFinite(t)).toSorted((a, b) => a.t - b.t);
  return JSON.parse(JSON.stringify({ ...input, points })) as DecisionInput;
}

/**
 * The canonical JSON of the receipt computed anew from its input and thresholds: the same bytes as
 * `canonicalJson(receipt)` unless the receipt was altered. Throws for another rule's receipt.
 */
export function replay(receipt: Receipt): string {
  if (receipt.ruleVersion !== ruleVersion) {
    throw new Error(
      `a receipt of rule ${receipt.ruleVersion} cannot be replayed by rule ${ruleVersion}`,
    );
  }
  return canonicalJson(createReceipt(receipt.input, receipt.thresholds));
}

/** SHA-256 of the receipt's canonical JSON, in hexadecimal. */
export function receiptDigest(receipt: Receipt): string {
  return sha256(canonicalJson(receipt));
}
