import type { Arcs } from './arcs.js';
import { defaultSparsity, findArcs, type Sparsity } from './candidates.js';
import { checkProblem } from './check-problem.js';
import { type CompactProblem, compactProblem } from './compact-problem.js';
import { firstPrices } from './first-prices.js';
import { byImportance, keepHolders, placeGreedily } from './greedy.js';
import { improve } from './local-improvement.js';
import { Plan } from './plan.js';
import { placeAtPrices } from './priced-placement.js';
import { findPrices, type Prices } from './prices.js';
import { type AssignmentProblem, type AssignmentWeights, defaultWeights } from './problem.js';
import { Solution } from './solution.js';

export interface OptimiseOptions {
  readonly weights?: AssignmentWeights;
  readonly sparsity?: Sparsity;
  /** The same seed, the same draws. */
  readonly seed?: number;
  /** Rounds of local improvement. */
  readonly rounds?: number;
  /** Sweeps of the search for hour prices; 0 goes without prices, and without a bound. */
  readonly priceSweeps?: number;
}

const liftPerUnplacedShare = 0.25;

/**
 * Who should do what: the plan of the most points found, where a plan's points are, for each task,
 * its hours times its score with its member, less the cost of each member's load.
 *
 * Hard limits hold in every plan: required skills, exclusions, capacity less committed and fixed
 * hours, and the most tasks a member may hold. Fixed tasks stay. The present holders are where the
 * search begins; it never ends with fewer points than keeping them and placing the rest.
 * Deterministic, and independent of the order of members, tasks and skills.
 * @throws RangeError for an impossible value or an id given twice.
 */
export function optimise(problem: AssignmentProblem, options: OptimiseOptions = {}): Solution {
  checkProblem(problem);
  const { weights = defaultWeights, sparsity = defaultSparsity, seed = 1 } = options;
  const { rounds = 3, priceSweeps = 12 } = options;
  const compact = compactProblem(problem, weights);
  const arcs = findArcs(compact, sparsity, seed);
  const order = byImportance(compact);

  const plan = new Plan(compact, arcs);
  keepHolders(plan, order);
  const isHeld = plan.arcOf.some((arc) => arc >= 0);
  placeGreedily(plan, order);
  if (priceSweeps === 0) {
    improve(plan, order, rounds, null);
    return new Solution(plan, null);
  }
  const lift = liftPerUnplacedShare * unplacedShare(plan);
  const search = { first: firstPrices(plan), lift, sweeps: priceSweeps };
  const prices = findPrices(compact, arcs, search);
  if (isHeld) {
    improve(plan, order, rounds, prices.perHour);
    return new Solution(plan, prices);
  }
  return new Solution(better(plan, planAtPrices(compact, arcs, order, prices, rounds)), prices);
}

function planAtPrices(
  problem: CompactProblem,
  arcs: Arcs,
  order: Int32Array,
  prices: Prices,
  rounds: number,
): Plan {
  const plan = new Plan(problem, arcs);
  placeAtPrices(plan, order, prices.perHour);
  placeGreedily(plan, order);
  improve(plan, order, rounds, prices.perHour);
  return plan;
}

function better(a: Plan, b: Plan): Plan {
  return b.value() > a.value() ? b : a;
}

/** The share of the hours of work that somebody could do which the plan leaves without a member. */
function unplacedShare({ problem, arcs, arcOf }: Plan): number {
  let [unplaced, all] = [0, 0];
  problem.hours.forEach((hours, task) => {
    if (arcs.best[task] === 0) return;
    all += hours;
    if ((arcOf[task] ?? -1) < 0) unplaced += hours;
  });
  return all === 0 ? 0 : unplaced / all;
}
