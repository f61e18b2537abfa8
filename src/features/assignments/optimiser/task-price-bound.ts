import type { Arcs } from './arcs.js';
import type { CompactProblem } from './compact-problem.js';
import { bestNet } from './hour-market.js';
import { MemberKnapsacks } from './member-knapsacks.js';
import type { Prices } from './prices.js';

export interface TaskPriceSearch {
  /** Where the search begins, and what it has to beat. */
  readonly prices: Prices;
  /** Points of a plan that is known. */
  readonly value: number;
  readonly steps: number;
  /** The most table cells to fill: fewer steps where each of them is long. */
  readonly mostCells: number;
}

const firstStep = 0.3;
const momentum = 0.3;
/** After so many steps without a lower bound the search goes back to the best prices, at half the step. */
const patience = 8;
const leastProgress = 2e-5;
const fewestSteps = 20;

/**
 * What no plan over these arcs can exceed, by prices of tasks instead of hours (Lagrange duality).
 *
 * Let every task t have a price u_t >= 0, and let k_m be the most that member m can have left of
 * the points of tasks less their prices and the cost of load, by any set of tasks within the
 * member's hard limits. Then no plan is worth more than the sum of all u_t and all k_m: a plan gives
 * each member a set within those limits, so its points less the prices of the tasks placed are at
 * most the sum of k_m, and the prices of the tasks placed at most the sum of u_t.
 *
 * Prices of hours leave out that tasks are whole. At u_t = what task t has left at the hour prices,
 * k_m is at most what m earns by selling hours, as far as hours are whole units; so this bound is no
 * higher than theirs, and subgradient steps lower it: tasks that nobody chooses get cheaper, those
 * that several choose dearer.
 */
export function taskPriceBound(
  problem: CompactProblem,
  arcs: Arcs,
  { prices, value, steps, mostCells }: TaskPriceSearch,
): number {
  const knapsacks = new MemberKnapsacks(problem, arcs);
  const affordable = stepsWithin(mostCells, knapsacks.cells, steps);
  const price = problem.hours.map((hours, task) => hours * bestNet(arcs, prices.perHour, task));
  const best = { bound: prices.bound, price: price.slice() };
  const direction = new Float64Array(price.length);
  let [length, waited] = [firstStep, 0];
  for (let step = 0; step < affordable; step += 1) {
    const bound = sumOf(price) + knapsacks.choose(price);
    waited = best.bound - bound > leastProgress * best.bound ? 0 : waited + 1;
    if (bound < best.bound) {
      best.bound = bound;
      best.price.set(price);
    }
    if (waited === patience) {
      [length, waited] = [length / 2, 0];
      price.set(best.price);
    }
    turn(direction, price, knapsacks.demand);
    const steepness = direction.reduce((sum, each) => sum + each * each, 0);
    if (steepness === 0 || bound - value <= leastProgress * bound) break;
    const pace = (length * (bound - value)) / steepness;
    direction.forEach((each, task) => {
      price[task] = Math.max(0, (price[task] ?? 0) - pace * each);
    });
  }
  return best.bound;
}

/** The first step lowers the bound, and the next ones hardly do: so many, or only the first. */
function stepsWithin(mostCells: number, cells: number, wanted: number): number {
  const most = Math.min(wanted, Math.floor(mostCells / Math.max(1, cells)));
  return most < fewestSteps ? Math.min(1, most) : most;
}

/** Turns the direction towards the present subgradient: 1 for tasks that nobody chooses. */
function turn(direction: Float64Array, price: Float64Array, demand: Int32Array): void {
  demand.forEach((chosen, task) => {
    const slope = chosen === 0 && (price[task] ?? 0) <= 0 ? 0 : 1 - chosen;
    direction[task] = (1 - momentum) * slope + momentum * (direction[task] ?? 0);
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0);
}
