import { readFileSync } from 'node:fs';
import type {
  DecisionInput,
  Thresholds,
} from '../../../src/features/evaluations/decision-input.js';
import { defaultThresholds } from '../../../src/features/evaluations/decision-input.js';
import { type DecisionResult, decide } from '../../../src/features/evaluations/decision.js';

type Expected = Record<string, number | string | boolean | null>;

const golden = JSON.parse(readFileSync('test/fixtures/golden-decisions.json', 'utf8')) as {
  thresholds: Thresholds;
  cases: { id: string; desc: string; input: DecisionInput; result: Expected }[];
};

/** The result by the names of the golden cases. */
function flatten({ probabilities, excluded, weekdayEffect, ...rest }: DecisionResult): Expected {
  const { goalProbablyMet: _, ...numbers } = rest;
  return {
    ...numbers,
    pMet: probabilities?.met ?? null,
    pImprovedOnly: probabilities?.improved ?? null,
    pSame: probabilities?.same ?? null,
    pWorse: probabilities?.worse ?? null,
    excluded: excluded.length,
    weekday: weekdayEffect !== null,
  };
}

describe('the rule gives the reference decisions', () => {
  test('the default thresholds are the reference ones', () => {
    expect(defaultThresholds).toEqual(golden.thresholds);
  });

  test.each(golden.cases)('$id $desc', ({ input, result: expected }) => {
    const actual = flatten(decide(input));
    for (const [field, value] of Object.entries(expected)) {
      if (typeof value === 'number') {
        expect(Math.abs(Number(actual[field]) - value)).toBeLessThanOrEqual(1e-6);
      } else {
        expect({ [field]: actual[field] }).toEqual({ [field]: value });
      }
    }
  });
});
