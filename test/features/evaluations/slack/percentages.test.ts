import * as fc from 'fast-check';
import {
  percentBar,
  wholePercentages,
} from '../../../../src/features/evaluations/slack/percentages.js';

const shares = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .filter((weights) => weights.some((weight) => weight > 1e-9))
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });

describe('whole percentages', () => {
  test('sum to exactly 100, each within 1 of its share', () => {
    fc.assert(
      fc.property(shares, (each) => {
        const whole = wholePercentages(each);
        expect(whole.reduce((sum, percent) => sum + percent, 0)).toBe(100);
        for (const [index, percent] of whole.entries()) {
          expect(Math.abs(percent - 100 * (each[index] ?? 0))).toBeLessThan(1);
        }
      }),
    );
  });

  test.each([
    [
      [1 / 3, 1 / 3, 1 / 3, 0],
      [34, 33, 33, 0],
    ],
    [
      [0.004, 0.989, 0.006, 0.001],
      [0, 99, 1, 0],
    ],
    [
      [1, 0, 0, 0],
      [100, 0, 0, 0],
    ],
  ])('of %j are %j', (each, whole) => {
    expect(wholePercentages(each)).toEqual(whole);
  });
});

test.each([
  [0, '░░░░░░░░'],
  [62, '█████░░░'],
  [75, '██████░░'],
  [100, '████████'],
])('the bar of %i %% is %s', (percent, bar) => {
  expect(percentBar(percent)).toBe(bar);
});
