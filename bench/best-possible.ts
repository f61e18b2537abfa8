import { type AssignmentProblem, defaultWeights } from '../src/features/assignments/index.js';
import { findArcs } from '../src/features/assignments/optimiser/candidates.js';
import { compactProblem } from '../src/features/assignments/optimiser/compact-problem.js';
import { firstPrices } from '../src/features/assignments/optimiser/first-prices.js';
import { byImportance, placeGreedily } from '../src/features/assignments/optimiser/greedy.js';
import { Plan } from '../src/features/assignments/optimiser/plan.js';
import { findPrices } from '../src/features/assignments/optimiser/prices.js';
import { taskPriceBound } from '../src/features/assignments/optimiser/task-price-bound.js';

const lift = 0.05;
const sweeps = 60;
const steps = 200;

/**
 * What no plan can exceed, whoever of all who may do a task gets it: a longer search than
 * `optimise` has time for, and over all pairs.
 * @param value points of a plan that is known
 */
export function bestPossible(problem: AssignmentProblem, value: number): number {
  const compact = compactProblem(problem, defaultWeights);
  const everybody = problem.members.length;
  const arcs = findArcs(compact, { scanned: everybody, best: everybody, spread: 0 }, 1);
  const plan = new Plan(compact, arcs);
  placeGreedily(plan, byImportance(compact));
  const prices = findPrices(compact, arcs, { first: firstPrices(plan), lift, sweeps });
  return taskPriceBound(compact, arcs, { prices, value, steps, mostCells: Infinity });
}
