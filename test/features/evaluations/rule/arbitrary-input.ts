import * as fc from 'fast-check';
import type {
  Cadence,
  DecisionInput,
  Direction,
} from '../../../../src/features/evaluations/rule/decision-input.js';

/** Every property is checked on the same examples in every run. */
export const fixedSeed = { seed: 20_260, numRuns: 100 };

/** Whole readings, so that shifting and doubling them is exact in floating point. */
const points = fc
  .array(
    fc.record({
      gap: fc.constantFrom(1, 1, 1, 2, 4),
      y: fc.option(fc.integer({ min: 60, max: 160 }), { freq: 12 }),
    }),
    { maxLength: 60 },
  )
  .map((readings) => {
    let t = 0;
    return readings.map(({ gap, y }) => {
      t += gap;
      return { t, y };
    });
  });

export const plausibleInput: fc.Arbitrary<DecisionInput> = fc.record({
  points,
  baseline: fc.oneof(
    fc.record({ value: fc.integer({ min: 70, max: 140 }) }),
    fc.record({
      value: fc.integer({ min: 70, max: 140 }),
      n: fc.integer({ min: 1, max: 20 }),
      sd: fc.integer({ min: 0, max: 20 }),
    }),
  ),
  direction: fc.constantFrom<Direction>('higher', 'lower'),
  target: fc.record({
    type: fc.constantFrom('percent' as const, 'absolute' as const),
    value: fc.integer({ min: 1, max: 30 }),
  }),
  cadence: fc.constantFrom<Cadence>('daily', 'weekly'),
});

/** Anything that the types admit, with every kind of broken number. */
export const wildInput: fc.Arbitrary<DecisionInput> = fc.record(
  {
    points: fc.array(
      fc.record({
        t: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double()),
        y: fc.oneof(fc.double(), fc.constant(null), fc.integer(), fc.constantFrom(0, 1e99, 1e-99)),
      }),
      { maxLength: 50 },
    ),
    baseline: fc.option(
      fc.record(
        { value: fc.double(), n: fc.oneof(fc.double(), fc.nat(9)), sd: fc.double() },
        { requiredKeys: ['value'] },
      ),
    ),
    direction: fc.constantFrom<Direction>('higher', 'lower'),
    target: fc.record({
      type: fc.constantFrom('percent' as const, 'absolute' as const),
      value: fc.oneof(fc.double(), fc.integer({ min: 1, max: 50 })),
    }),
    cadence: fc.constantFrom<Cadence>('daily', 'weekly'),
    period: fc.record({
      expectedBuckets: fc.oneof(fc.double(), fc.nat(90)),
      lastBucket: fc.oneof(fc.double(), fc.nat(90)),
    }),
  },
  { requiredKeys: ['points', 'baseline', 'direction', 'target', 'cadence'] },
);
