import * as fc from 'fast-check';
import {
  type DecisionInput,
  defaultThresholds,
} from '../../../../src/features/evaluations/rule/decision-input.js';
import {
  type Receipt,
  createReceipt,
  receiptDigest,
  replay,
} from '../../../../src/features/evaluations/rule/receipt.js';
import { canonicalJson } from '../../../../src/shared/canonical-json.js';
import { fixedSeed, plausibleInput, wildInput } from './arbitrary-input.js';
import { readFixture } from '../../../fixtures/read-fixture.js';

const golden = readFixture('golden-decisions.json') as {
  cases: { id: string; input: DecisionInput }[];
};

function stored(receipt: Receipt): Receipt {
  return JSON.parse(canonicalJson(receipt)) as Receipt;
}

describe('a receipt', () => {
  test.each(golden.cases)('of $id replays to the same bytes after storage', ({ input }) => {
    const receipt = createReceipt(input);
    expect(replay(stored(receipt))).toBe(canonicalJson(receipt));
    expect(receiptDigest(stored(receipt))).toBe(receiptDigest(receipt));
  });

  test('replays to the same bytes whatever the numbers given', () => {
    fc.assert(
      fc.property(fc.oneof(plausibleInput, wildInput), (input) => {
        const receipt = createReceipt(input);
        expect(replay(stored(receipt))).toBe(canonicalJson(receipt));
      }),
      fixedSeed,
    );
  });

  test('does not depend on the order of the points', () => {
    fc.assert(
      fc.property(plausibleInput, (input) => {
        const reversed = { ...input, points: input.points.toReversed() };
        expect(receiptDigest(createReceipt(reversed))).toBe(receiptDigest(createReceipt(input)));
      }),
      fixedSeed,
    );
  });

  test('betrays an altered result', () => {
    const input = golden.cases[0]?.input as DecisionInput;
    const receipt = createReceipt(input);
    const altered = { ...receipt, result: { ...receipt.result, confidence: 0.5 } };
    expect(replay(altered)).not.toBe(canonicalJson(altered));
  });

  test('keeps the thresholds it was made with', () => {
    const input = golden.cases[2]?.input as DecisionInput;
    const receipt = createReceipt(input, { ...defaultThresholds, close: 0.05 });
    expect(receipt.result.decision).toBe('close');
    expect(replay(stored(receipt))).toBe(canonicalJson(receipt));
  });

  test('of another version of the rule is refused', () => {
    const receipt = createReceipt(golden.cases[0]?.input as DecisionInput);
    expect(() => replay({ ...receipt, ruleVersion: '0' })).toThrow('receipt of rule 0');
  });
});
