import {
  type DecisionInput,
  defaultThresholds,
} from '../../../../src/features/evaluations/rule/decision-input.js';
import { decide } from '../../../../src/features/evaluations/rule/decision.js';
import { whatWouldFlip } from '../../../../src/features/evaluations/rule/flip.js';

const wobble = [5, -3, 0, 4, -6, 2, -2];

function series(
  level: number,
  buckets: number,
  change: Partial<DecisionInput> = {},
): DecisionInput {
  return {
    points: Array.from({ length: buckets }, (_, t) => ({ t, y: level + (wobble[t % 7] ?? 0) })),
    baseline: { value: 100 },
    direction: 'higher',
    target: { type: 'percent', value: 10 },
    cadence: 'daily',
    ...change,
  };
}

describe('what would flip a decision', () => {
  test('one more reading, where only their number is too small', () => {
    const input = series(150, 4);
    expect(decide(input).decision).toBe('extend');
    expect(whatWouldFlip(input).extension).toMatchObject({ buckets: 1, decision: 'close' });
  });

  test('the shortest extension, here to the two weeks from which whole weeks are averaged', () => {
    const input = series(112, 8);
    expect(decide(input).decision).toBe('extend');
    const { extension, horizon } = whatWouldFlip(input);
    expect(horizon).toBe(8);
    expect(extension).toMatchObject({ buckets: 6, decision: 'close' });
    expect(extension?.confidence).toBeGreaterThanOrEqual(0.9);
  });

  test('no extension settles a level that is neither good nor bad', () => {
    const input = series(100, 30);
    expect(decide(input).reason).toBe('no-real-change');
    expect(whatWouldFlip(input).extension).toBeNull();
  });

  test('a settled decision needs no extension', () => {
    expect(whatWouldFlip(series(120, 30)).extension).toBeNull();
    expect(whatWouldFlip(series(80, 30)).extension).toBeNull();
  });

  test('no extension is reckoned with while the level is running away', () => {
    const level = (t: number) => (t < 20 ? 140 : 140 - 2.4 * (t - 20));
    const points = Array.from({ length: 30 }, (_, t) => ({ t, y: level(t) + (t % 2) }));
    const input = series(0, 0, { points });
    expect(decide(input).reason).toBe('reversing');
    expect(whatWouldFlip(input).extension).toBeNull();
  });

  test('an extension never exceeds one further period', () => {
    const period = { expectedBuckets: 20, lastBucket: 12 };
    expect(whatWouldFlip(series(112, 13, { period })).horizon).toBe(20);
    const endless = { expectedBuckets: 1e12, lastBucket: 12 };
    expect(whatWouldFlip(series(100, 13, { period: endless })).horizon).toBe(1000);
  });

  test('too little coverage is mended by enough further readings', () => {
    const period = { expectedBuckets: 40, lastBucket: 17 };
    const input = series(125, 18, { period });
    expect(decide(input).reason).toBe('low-coverage');
    expect(whatWouldFlip(input).extension).toMatchObject({ buckets: 4, decision: 'close' });
  });

  test.each(['higher', 'lower'] as const)(
    'readings moved to a deciding level reach its threshold exactly (%s is better)',
    (direction) => {
      const input = series(100, 13, { direction });
      const { levels } = whatWouldFlip(input);
      const moved = (level: number | undefined) => {
        const shift = Number(level) - Number(decide(input).level);
        const points = input.points.map(({ t, y }) => ({ t, y: Number(y) + shift }));
        const { met, improved, worse } = decide({ ...input, points }).probabilities ?? {
          met: 0,
          improved: 0,
          worse: 0,
        };
        return { met, metOrImproved: met + improved, worse };
      };
      expect(moved(levels?.close).met).toBeCloseTo(defaultThresholds.close, 9);
      expect(moved(levels?.extend).metOrImproved).toBeCloseTo(defaultThresholds.extend, 9);
      expect(moved(levels?.intervene).worse).toBeCloseTo(defaultThresholds.intervene, 9);
    },
  );

  test('nothing to say without an estimate', () => {
    expect(whatWouldFlip(series(100, 2))).toEqual({ extension: null, horizon: 0, levels: null });
  });
});
