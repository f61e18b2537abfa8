import {
  type DecisionInput,
  type Thresholds,
  defaultThresholds,
} from '../../../../src/features/evaluations/rule/decision-input.js';
import { type DecisionResult, decide } from '../../../../src/features/evaluations/rule/decision.js';
import { readFixture } from '../../../fixtures/read-fixture.js';

type Numbers = Record<string, number | string | boolean | null>;

interface Case {
  id: string;
  desc: string;
  input: DecisionInput;
  result: Numbers;
}

const golden = readFixture('golden-decisions.json') as { thresholds: Thresholds; cases: Case[] };
const reference = readFixture('reference-decisions.json') as { cases: Case[] };

/** The result by the names of the golden cases. */
function flatten({ probabilities, excluded, weekdayEffect, ...rest }: DecisionResult): Numbers {
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

function expectNumbers(actual: Numbers, expected: Numbers): void {
  for (const [field, value] of Object.entries(expected)) {
    const found = actual[field];
    if (typeof value === 'number' && typeof found === 'number') {
      expect({ field, isMet: Math.abs(found - value) <= 1e-6 }).toEqual({ field, isMet: true });
    } else {
      expect({ [field]: found }).toEqual({ [field]: value });
    }
  }
}

test('the default thresholds are the reference ones', () => {
  expect(defaultThresholds).toEqual(golden.thresholds);
});

describe('every number of the golden cases is met to 1e-6', () => {
  test.each(golden.cases)('$id $desc', ({ input, result }) => {
    expectNumbers(flatten(decide(input)), result);
  });
});

describe('every number agrees with the SciPy implementation to 1e-6', () => {
  test.each(reference.cases)('$id $desc', ({ input, result }) => {
    expectNumbers(flatten(decide(input)), result);
  });
});
