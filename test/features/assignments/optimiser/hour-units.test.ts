import * as fc from 'fast-check';
import { defaultWeights } from '../../../../src/features/assignments/index.js';
import { compactProblem } from '../../../../src/features/assignments/optimiser/compact-problem.js';
import { hourUnits } from '../../../../src/features/assignments/optimiser/hour-units.js';
import { member, task } from './arbitrary-problem.js';

function compact(capacityHours: number, estimates: readonly number[]) {
  const tasks = estimates.map((estimatedHours, index) => task(`T-${index}`, { estimatedHours }));
  return compactProblem({ members: [member('ana', { capacityHours })], tasks }, defaultWeights);
}

const sum = (values: Iterable<number>) => [...values].reduce((total, each) => total + each, 0);

test('rounded up, what fits in units fits in hours; rounded down, the reverse', () => {
  const hours = fc.oneof(
    fc.double({ min: 0.01, max: 50, noNaN: true }),
    fc.integer({ min: 1, max: 500 }).map((tenths) => tenths / 10),
    fc.integer({ min: 1, max: 100 }).map((thirds) => thirds / 3),
  );
  const estimates = fc.array(hours, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(hours, fc.integer({ min: 0, max: 5_000 })), estimates, (room, given) => {
      const problem = compact(room, given);
      const [up, down] = [hourUnits(problem, 'up'), hourUnits(problem, 'down')];
      const fitsInHours = sum(given) <= room;
      const rounding = 1e-5 * up.hoursPerUnit;
      if (sum(up.size) <= (up.room[0] ?? 0))
        expect(sum(given)).toBeLessThanOrEqual(room + rounding);
      if (fitsInHours) expect(sum(down.size)).toBeLessThanOrEqual(down.room[0] ?? 0);
    }),
  );
});

test.each([
  [40, [1, 2, 8], 1],
  [40, [1, 2.5, 8], 0.5],
  [40, [0.75, 2.5], 0.25],
  [40, [0.1, 2], 0.1],
  [8, [1 / 3, 0.5], 1 / 6],
  [2_000, [0.5, 10], 5],
])('for %p hours and tasks of %p the unit is %p hours', (room, estimates, unit) => {
  expect(hourUnits(compact(room, estimates), 'up').hoursPerUnit).toBeCloseTo(unit, 9);
});
