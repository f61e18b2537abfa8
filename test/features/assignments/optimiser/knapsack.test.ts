import * as fc from 'fast-check';
import { Knapsack } from '../../../../src/features/assignments/optimiser/knapsack.js';

interface Item {
  readonly size: number;
  readonly points: number;
}

const someItems = fc.array(
  fc.record({ size: fc.integer({ min: 0, max: 8 }), points: fc.integer({ min: 1, max: 20 }) }),
  { maxLength: 8 },
);

const costOf = (units: number) => units * units * 0.1;

function packed(items: readonly Item[], units: number, places: number) {
  const knapsack = new Knapsack();
  knapsack.begin(units, places, items.length);
  for (const { size, points } of items) knapsack.add(size, points);
  const points = knapsack.solve(costOf);
  return { points, taken: items.filter((_, item) => knapsack.isTaken(item)) };
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

/** By trying each subset. */
function mostPoints(items: readonly Item[], units: number, places: number): number {
  let most = -Infinity;
  for (let subset = 0; subset < 2 ** items.length; subset += 1) {
    const chosen = items.filter((_, item) => ((subset >> item) & 1) === 1);
    const size = sum(chosen.map((item) => item.size));
    if (size > units || chosen.length > places) continue;
    most = Math.max(most, sum(chosen.map((item) => item.points)) - costOf(size));
  }
  return most;
}

test('the items taken are the best within units and places, and have the points named', () => {
  const amount = fc.integer({ min: 0, max: 24 });
  fc.assert(
    fc.property(someItems, amount, fc.integer({ min: 0, max: 9 }), (items, units, places) => {
      const { points, taken } = packed(items, units, places);
      const size = sum(taken.map((item) => item.size));
      expect(points).toBeCloseTo(mostPoints(items, units, places), 9);
      expect(sum(taken.map((item) => item.points)) - costOf(size)).toBeCloseTo(points, 9);
      expect(size).toBeLessThanOrEqual(units);
      expect(taken.length).toBeLessThanOrEqual(places);
    }),
  );
});

test('a knapsack is empty again when it begins anew, larger or smaller', () => {
  const knapsack = new Knapsack();
  for (const units of [3, 200, 2]) {
    knapsack.begin(units, 5, 1);
    knapsack.add(2, 7);
    expect(knapsack.solve(() => 0)).toBe(7);
    knapsack.begin(units, 5, 1);
    expect(knapsack.solve(() => 0)).toBe(0);
    expect(knapsack.isTaken(0)).toBe(false);
  }
});
