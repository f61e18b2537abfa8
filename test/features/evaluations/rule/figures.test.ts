import * as fc from 'fast-check';
import type { DecisionInput } from '../../../../src/features/evaluations/rule/decision-input.js';
import { type Figures, summarise } from '../../../../src/features/evaluations/rule/figures.js';
import { canonicalJson } from '../../../../src/shared/canonical-json.js';
import { matchingDigits } from '../../../fixtures/matching-digits.js';
import { fixedSeed, wildInput } from './arbitrary-input.js';
import { readFixture } from '../../../fixtures/read-fixture.js';

type Certified = Pick<Figures, 'regression' | 'welch' | 'mannKendall' | 'theilSenSlope'> & {
  points: DecisionInput['points'];
};

const certified = readFixture('figures.json') as Certified;

function inputOf(points: DecisionInput['points']): DecisionInput {
  return {
    points,
    baseline: { value: 50 },
    direction: 'lower',
    target: { type: 'percent', value: 10 },
    cadence: 'daily',
  };
}

function readings(...values: (number | null)[]): DecisionInput {
  return inputOf(values.map((y, t) => ({ t, y })));
}

function expectDigits(actual: object | null, expected: object | null): void {
  const found = new Map(Object.entries(actual ?? {}));
  for (const [name, value] of Object.entries(expected ?? {})) {
    const digits = matchingDigits(Number(found.get(name)), Number(value));
    expect({ name, isClose: digits >= 11 }).toEqual({ name, isClose: true });
  }
}

describe('figures agree with 40-digit arithmetic', () => {
  const figures = summarise(inputOf(certified.points));

  test('linear regression with standard error, r2 and p', () => {
    expectDigits(figures.regression, certified.regression);
  });

  test("Welch's test of the first against the last third", () => {
    expectDigits(figures.welch, certified.welch);
  });

  test("Mann and Kendall's test with ties", () => {
    expectDigits(figures.mannKendall, certified.mannKendall);
  });

  test('Theil-Sen slope', () => {
    expect(figures.theilSenSlope).toBeCloseTo(certified.theilSenSlope ?? 0, 12);
  });
});

describe('figures', () => {
  test('percent changes are of the absolute value changed from', () => {
    const figures = summarise({ ...readings(-40, -38, -36, -30), baseline: { value: -50 } });
    expect(figures.firstToLastPct).toBe(25);
    expect(figures.baselineToLevelPct).toBeCloseTo((100 * (-104 / 3 + 50)) / 50, 12);
  });

  test('a change from zero has no percentage', () => {
    const figures = summarise({ ...readings(0, 1, 2), baseline: { value: 0 } });
    expect(figures.firstToLastPct).toBeNull();
    expect(figures.baselineToLevelPct).toBeNull();
  });

  test('the moving average starts with the first whole window and bridges gaps', () => {
    const daily = summarise(readings(1, 2, 3, null, 5, 6, 7, 8)).movingAverage;
    expect(daily).toEqual({
      window: 7,
      points: [
        ...[0, 1, 2, 4, 5].map((t) => ({ t, average: null })),
        { t: 6, average: 4 },
        { t: 7, average: 31 / 6 },
      ],
    });
    const weekly = summarise({ ...readings(1, 2, 6), cadence: 'weekly' }).movingAverage;
    expect(weekly.points.at(-1)).toEqual({ t: 2, average: 3 });
  });

  test('coverage counts the buckets of the period', () => {
    const period = { expectedBuckets: 8, lastBucket: 7 };
    expect(summarise({ ...readings(1, null, 3, 4), period }).coverage).toEqual({
      expected: 8,
      received: 3,
      missing: 5,
      ratio: 0.375,
    });
  });

  test('a constant series has no r2, no p and no trend test', () => {
    const figures = summarise(readings(5, 5, 5, 5, 5, 5, 5));
    expect(figures.regression).toMatchObject({ slope: 0, slopeSe: 0, r2: null, p: null });
    expect(figures.welch).toBeNull();
    expect(figures.mannKendall).toBeNull();
  });

  test('no readings give empty figures', () => {
    expect(summarise(readings(null))).toMatchObject({
      first: null,
      last: null,
      regression: null,
      theilSenSlope: null,
      coverage: { expected: 0, received: 0, missing: 0, ratio: 0 },
    });
  });

  test('are free of NaN and infinities, whatever the numbers given', () => {
    fc.assert(
      fc.property(wildInput, (input) =>
        expect(() => canonicalJson(summarise(input))).not.toThrow(),
      ),
      { ...fixedSeed, numRuns: 400 },
    );
  });
});
