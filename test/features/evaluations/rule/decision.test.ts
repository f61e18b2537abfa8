import {
  type DecisionInput,
  defaultThresholds,
} from '../../../../src/features/evaluations/rule/decision-input.js';
import { decide } from '../../../../src/features/evaluations/rule/decision.js';

const wobble = [2, -1, 0, 1, -2, 1, -1];

function daily(levels: readonly number[], change: Partial<DecisionInput> = {}): DecisionInput {
  return {
    points: levels.map((level, t) => ({ t, y: level + (wobble[t % wobble.length] ?? 0) })),
    baseline: { value: 100 },
    direction: 'higher',
    target: { type: 'percent', value: 10 },
    cadence: 'daily',
    ...change,
  };
}

function steady(level: number, days = 30): number[] {
  return Array.from({ length: days }, () => level);
}

function ramp(from: number, to: number, days = 30): number[] {
  return Array.from({ length: days }, (_, i) => from + ((to - from) * i) / (days - 1));
}

describe('the rule refuses to judge', () => {
  test.each([
    ['without a baseline', { baseline: null }, 'no-baseline'],
    ['against a baseline that is no number', { baseline: { value: Number.NaN } }, 'no-baseline'],
    [
      'a percent target of a zero baseline',
      { baseline: { value: 0 } },
      'zero-baseline-percent-target',
    ],
    ['without a wanted change', { target: { type: 'absolute', value: 0 } }, 'no-target'],
    [
      'two readings',
      {
        points: [
          { t: 0, y: 1 },
          { t: 1, y: 2 },
          { t: 2, y: null },
        ],
      },
      'too-few-points',
    ],
  ] satisfies [string, Partial<DecisionInput>, string][])('%s', (_, change, reason) => {
    const result = decide(daily(steady(115), change));
    expect(result).toMatchObject({ decision: 'review', reason, probabilities: null, level: null });
  });
});

describe('the guards', () => {
  test('a goal met but quickly being lost goes to a person', () => {
    const falling = [...steady(140, 20), ...ramp(140, 118, 10)];
    const result = decide(daily(falling));
    expect(result).toMatchObject({ decision: 'review', reason: 'reversing', confidence: null });
    expect(result.probabilities?.met).toBeGreaterThan(0.9);
  });

  test('a bad level that is quickly mending goes to a person', () => {
    const mending = [...steady(60, 20), ...ramp(60, 82, 10)];
    expect(decide(daily(mending))).toMatchObject({ decision: 'review', reason: 'recovering' });
  });

  test('neither closes nor calls for help on readings that stopped', () => {
    const period = { expectedBuckets: 40, lastBucket: 39 };
    expect(decide(daily(steady(115, 31), { period })).reason).toBe('stale');
    expect(decide(daily(steady(115, 32), { period })).reason).toBe('close');
    expect(decide(daily(steady(85, 31), { period })).reason).toBe('stale');
  });

  test('count no day off as a day without readings', () => {
    const period = { expectedBuckets: 38, lastBucket: 39, daysOff: [33, 34] };
    expect(decide(daily(steady(115, 31), { period })).reason).toBe('close');
    const before = { expectedBuckets: 38, lastBucket: 39, daysOff: [3, 4] };
    expect(decide(daily(steady(115, 31), { period: before })).reason).toBe('stale');
  });

  test('neither closes nor calls for help on less than half of the expected readings', () => {
    const period = { expectedBuckets: 61, lastBucket: 29 };
    expect(decide(daily(steady(115), { period })).reason).toBe('low-coverage');
    const justEnough = { expectedBuckets: 60, lastBucket: 29 };
    expect(decide(daily(steady(115), { period: justEnough })).reason).toBe('close');
  });

  test('an extension needs no coverage', () => {
    const period = { expectedBuckets: 90, lastBucket: 29 };
    expect(decide(daily(steady(107), { period })).decision).toBe('extend');
  });
});

describe('the rule', () => {
  test('says so when the goal is probably met but not surely enough to close', () => {
    const points = [117, 109, 112, 116, 106, 114, 110, 117].map((y, t) => ({ t, y }));
    const input = daily([], { points });
    expect(decide(input)).toMatchObject({ decision: 'extend', goalProbablyMet: true });
    const lenient = decide(input, { ...defaultThresholds, close: 0.8 });
    expect(lenient).toMatchObject({ decision: 'close', goalProbablyMet: false });
  });

  test('names the readings it leaves out', () => {
    const input = daily(steady(100));
    const points = input.points.map(({ t, y }) => ({ t, y: t === 11 ? 180 : y }));
    expect(decide({ ...input, points }).excluded).toEqual([{ t: 11, y: 180 }]);
  });

  test('takes the last of two values of a bucket', () => {
    const input = daily(steady(115));
    const corrected = { ...input, points: [{ t: 3, y: -5000 }, ...input.points] };
    expect(decide(corrected)).toEqual(decide(input));
  });

  test('is not fooled by a weekday pattern, and shows it in units of the metric', () => {
    const weekends = daily(steady(100, 42).map((level, t) => level - (t % 7 > 4 ? 30 : 0)));
    const result = decide({ ...weekends, direction: 'lower' });
    expect(result.weekdayEffect?.[5]).toBeLessThan(-15);
    expect(result.weekdayEffect?.[1]).toBeGreaterThan(5);
    expect(result.excluded).toEqual([]);
  });

  test('is less sure against a baseline of one reading than against a contract', () => {
    const exact = decide(daily(steady(112)));
    const measured = decide(daily(steady(112), { baseline: { value: 100, n: 1 } }));
    expect(measured.se ?? 0).toBeGreaterThan(exact.se ?? 0);
    expect(measured.probabilities?.met ?? 1).toBeLessThan(exact.probabilities?.met ?? 0);
  });

  test('judges the last kept readings where outliers and gaps empty the level window', () => {
    const early = daily(steady(115, 14)).points;
    const result = decide(daily([], { points: [...early, { t: 60, y: 900 }] }));
    expect(result.excluded).toEqual([{ t: 60, y: 900 }]);
    expect(result.level).toBeCloseTo(115, 0);
  });
});
