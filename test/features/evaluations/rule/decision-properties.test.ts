import * as fc from 'fast-check';
import type { DecisionInput } from '../../../../src/features/evaluations/rule/decision-input.js';
import { type DecisionResult, decide } from '../../../../src/features/evaluations/rule/decision.js';
import { fixedSeed, plausibleInput, wildInput } from './arbitrary-input.js';

function mapReadings(input: DecisionInput, change: (y: number) => number): DecisionInput {
  const { points, baseline } = input;
  return {
    ...input,
    points: points.map(({ t, y }) => ({ t, y: y === null ? null : change(y) })),
    baseline: baseline && { ...baseline, value: change(baseline.value) },
  };
}

/** What must not depend on the unit or the zero of the metric. */
function verdict(result: DecisionResult) {
  const { decision, reason, confidence, probabilities, n, df, rho, window, used, splitAt } = result;
  return { decision, reason, confidence, probabilities, n, df, rho, window, used, splitAt };
}

function check(property: (input: DecisionInput) => void): void {
  fc.assert(fc.property(plausibleInput, property), fixedSeed);
}

describe('a decision', () => {
  test('does not depend on the zero of the metric when the target is absolute', () => {
    check((input) => {
      const absolute: DecisionInput = { ...input, target: { type: 'absolute', value: 8 } };
      const shifted = mapReadings(absolute, (y) => y + 1000);
      expect(verdict(decide(shifted))).toEqual(verdict(decide(absolute)));
    });
  });

  test('does not depend on the unit of the metric when the target is in percent', () => {
    check((input) => {
      const percent: DecisionInput = { ...input, target: { type: 'percent', value: 12 } };
      const scaled = mapReadings(percent, (y) => y * 64);
      const baseline = scaled.baseline && {
        ...scaled.baseline,
        ...(scaled.baseline.sd === undefined ? {} : { sd: scaled.baseline.sd * 64 }),
      };
      expect(verdict(decide({ ...scaled, baseline }))).toEqual(verdict(decide(percent)));
    });
  });

  test('is the same for mirrored readings with the other direction', () => {
    check((input) => {
      const centre = 2 * (input.baseline?.value ?? 0);
      const mirrored: DecisionInput = {
        ...mapReadings(input, (y) => centre - y),
        direction: input.direction === 'higher' ? 'lower' : 'higher',
      };
      expect(verdict(decide(mirrored))).toEqual(verdict(decide(input)));
    });
  });

  test('does not depend on the order of the points', () => {
    check((input) => {
      const reversed = { ...input, points: input.points.toReversed() };
      expect(decide(reversed)).toEqual(decide(input));
    });
  });

  test('does not depend on where the buckets are counted from, in whole weeks', () => {
    check((input) => {
      const later = { ...input, points: input.points.map(({ t, y }) => ({ t: t + 21_000, y })) };
      const [moved, unmoved] = [decide(later), decide(input)];
      expect(moved.decision).toBe(unmoved.decision);
      expect(moved.reason).toBe(unmoved.reason);
      expect(moved.probabilities?.met ?? 0).toBeCloseTo(unmoved.probabilities?.met ?? 0, 9);
    });
  });

  test('never closes or calls for help on fewer than five readings', () => {
    check((input) => {
      const few = { ...input, points: input.points.filter(({ y }) => y !== null).slice(0, 4) };
      expect(['extend', 'review']).toContain(decide(few).decision);
    });
  });

  test('has four probabilities from 0 to 1 that sum to 1', () => {
    check((input) => {
      const { probabilities } = decide(input);
      if (probabilities === null) return;
      const bands = Object.values(probabilities);
      expect(Math.min(...bands)).toBeGreaterThanOrEqual(0);
      expect(bands.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    });
  });

  test('never claims more confidence than the cap', () => {
    check((input) => expect(decide(input).confidence ?? 0).toBeLessThanOrEqual(0.99));
  });

  test('is plain JSON without NaN or infinities, whatever the numbers given', () => {
    fc.assert(
      fc.property(wildInput, (input) => {
        const result = decide(input);
        expect(JSON.parse(JSON.stringify(result))).toEqual(normaliseZero(result));
      }),
      { ...fixedSeed, numRuns: 400 },
    );
  });
});

/** JSON knows no negative zero. */
function normaliseZero(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(normaliseZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, normaliseZero(v)]));
}
