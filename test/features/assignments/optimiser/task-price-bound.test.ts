import * as fc from 'fast-check';
import {
  type AssignmentProblem,
  defaultWeights,
} from '../../../../src/features/assignments/index.js';
import {
  defaultSparsity,
  findArcs,
} from '../../../../src/features/assignments/optimiser/candidates.js';
import { compactProblem } from '../../../../src/features/assignments/optimiser/compact-problem.js';
import { firstPrices } from '../../../../src/features/assignments/optimiser/first-prices.js';
import {
  byImportance,
  placeGreedily,
} from '../../../../src/features/assignments/optimiser/greedy.js';
import { bestNet, boundAt } from '../../../../src/features/assignments/optimiser/hour-market.js';
import { MemberKnapsacks } from '../../../../src/features/assignments/optimiser/member-knapsacks.js';
import { Plan } from '../../../../src/features/assignments/optimiser/plan.js';
import { findPrices } from '../../../../src/features/assignments/optimiser/prices.js';
import { taskPriceBound } from '../../../../src/features/assignments/optimiser/task-price-bound.js';
import { arbitraryProblem, member, task } from './arbitrary-problem.js';

const rounding = 1e-6;

function marketOf(problem: AssignmentProblem) {
  const compact = compactProblem(problem, defaultWeights);
  const arcs = findArcs(compact, defaultSparsity, 1);
  const plan = new Plan(compact, arcs);
  placeGreedily(plan, byImportance(compact));
  const search = { first: firstPrices(plan), lift: 0.05, sweeps: 12 };
  return { compact, arcs, prices: findPrices(compact, arcs, search) };
}

/** The points of the best of all plans, by trying each. */
function mostPoints(plan: Plan, from = 0): number {
  if (from === plan.problem.tasks.length) return plan.value();
  let most = mostPoints(plan, from + 1);
  const { start } = plan.arcs;
  for (let arc = start[from] ?? 0; arc < (start[from + 1] ?? 0); arc += 1) {
    if (!plan.fits(from, arc)) continue;
    plan.place(from, arc);
    most = Math.max(most, mostPoints(plan, from + 1));
    plan.remove(from);
  }
  return most;
}

test('no plan has more points than the bound by task prices, whatever the prices on the way', () => {
  fc.assert(
    fc.property(arbitraryProblem, fc.integer({ min: 0, max: 60 }), (problem, steps) => {
      const few = { members: problem.members.slice(0, 3), tasks: problem.tasks.slice(0, 5) };
      const { compact, arcs, prices } = marketOf(few);
      const best = mostPoints(new Plan(compact, arcs));
      const search = { prices, value: best, steps, mostCells: Infinity };
      expect(taskPriceBound(compact, arcs, search)).toBeGreaterThanOrEqual(best - rounding);
    }),
  );
});

test('with hours that are whole units, prices of tasks bound no higher than prices of hours', () => {
  const price = fc.double({ min: 0, max: 10, noNaN: true });
  const prices = fc.array(price, { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(arbitraryProblem, prices, (problem, given) => {
      const { compact, arcs } = marketOf(problem);
      const perHour = Float64Array.from(given);
      const perTask = compact.hours.map((hours, index) => hours * bestNet(arcs, perHour, index));
      const ofTasks = perTask.reduce((sum, each) => sum + each, 0);
      const bound = ofTasks + new MemberKnapsacks(compact, arcs).choose(perTask);
      expect(bound).toBeLessThanOrEqual(boundAt(compact, arcs, perHour) + rounding);
    }),
  );
});

/** Each of two has hours for three halves of a task. */
const threeHalves: AssignmentProblem = {
  members: ['ana', 'ben'].map((id) => member(id, { capacityHours: 6 })),
  tasks: ['T-1', 'T-2', 'T-3', 'T-4'].map((id) => task(id, { estimatedHours: 4 })),
};

test('the search lowers the bound where whole tasks leave hours over that could be sold', () => {
  const { compact, arcs, prices } = marketOf(threeHalves);
  const bound = (steps: number) =>
    taskPriceBound(compact, arcs, { prices, value: 0, steps, mostCells: Infinity });
  expect(bound(1)).toBeLessThan(prices.bound * 0.99);
  expect(bound(50)).toBeLessThanOrEqual(bound(1));
  expect(bound(50)).toBeCloseTo(mostPoints(new Plan(compact, arcs)), 6);
});
