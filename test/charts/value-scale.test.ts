import * as fc from 'fast-check';
import { tickFormat } from '../../src/charts/figures.js';
import { spreadLabels } from '../../src/charts/spread-labels.js';
import { valueScale } from '../../src/charts/value-scale.js';

const magnitudes = fc.tuple(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.integer({ min: -12, max: 15 }),
);
const values = fc.array(
  magnitudes.map(([factor, exponent]) => factor * 10 ** exponent),
  { minLength: 1, maxLength: 20 },
);

describe('the scale of the value axis', () => {
  test.each([
    [[113, 196], { min: 100, max: 225, step: 25 }],
    [[0, 9], { min: 0, max: 10, step: 2.5 }],
    [[-5, 8], { min: -10, max: 10, step: 5 }],
    [[0.01175, 0.013], { min: 0.0115, max: 0.0135, step: 0.0005 }],
    [[7], { min: 6.5, max: 7.5, step: 0.5 }],
    [[0], { min: 0, max: 0.5, step: 0.5 }],
    [[], { min: 0, max: 1, step: 0.25 }],
  ])('for %j goes from round to round number', (shown, scale) => {
    const { min, max, step } = valueScale(shown);

    expect(min).toBeCloseTo(scale.min, 9);
    expect(max).toBeCloseTo(scale.max, 9);
    expect(step).toBeCloseTo(scale.step, 9);
  });

  test('holds every value, in few steps, and starts at zero rather than below', () => {
    fc.assert(
      fc.property(values, (shown) => {
        const { min, max, step } = valueScale(shown);
        const [low, high] = [Math.min(...shown), Math.max(...shown)];

        expect(min).toBeLessThanOrEqual(low);
        expect(max).toBeGreaterThanOrEqual(high);
        expect(max).toBeGreaterThan(min);
        expect((max - min) / step).toBeLessThan(8);
        if (low >= 0) expect(min).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('has labels that tell its steps apart', () => {
    fc.assert(
      fc.property(values, (shown) => {
        const { min, max, step } = valueScale(shown);
        const format = tickFormat(Math.max(Math.abs(min), Math.abs(max)), step);
        const count = Math.round((max - min) / step);
        const labels = Array.from({ length: count + 1 }, (_, index) => format(min + index * step));

        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
});

describe('labels beside lines', () => {
  test('stand at their lines when there is room, and apart when there is none', () => {
    expect(spreadLabels([10, 50, 90], 16, 0, 100)).toEqual([10, 50, 90]);
    expect(spreadLabels([50, 52, 53], 16, 0, 100)).toEqual([50, 66, 82]);
    expect(spreadLabels([97, 98, 99], 16, 0, 100)).toEqual([68, 84, 100]);
    expect(spreadLabels([-5, 3], 16, 0, 100)).toEqual([0, 16]);
  });

  test('keep their order and distance within the plot', () => {
    const positions = fc
      .array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 4 })
      .map((unordered) => unordered.toSorted((a, b) => a - b));

    fc.assert(
      fc.property(positions, (wanted) => {
        const placed = spreadLabels(wanted, 16, 0, 100);

        expect(placed).toHaveLength(wanted.length);
        placed.forEach((place, index) => {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(100);
          if (index > 0) expect(place - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
        });
      }),
    );
  });
});
