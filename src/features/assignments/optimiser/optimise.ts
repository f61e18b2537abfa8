import type { Arcs } from './arcs.js';
import { defaultSparsity, findArcs, type Sparsity } from './candidates.js';
import { checkProblem } from './check-problem.js';
import { compactProblem } from './compact-problem.js';
import { exchange } from './exchange.js';
import { firstPrices } from './first-prices.js';
import { byImportance, keepHolders, placeGreedily } from './greedy.js';
import { improve } from './local-improvement.js';
import { Plan } from './plan.js';
import { placeAtPrices } from './priced-placement.js';
import { findPrices, type Prices } from './prices.js';
import { type AssignmentProblem, type AssignmentWeights, defaultWeights } from './problem.js';
import { Solution } from './solution.js';
import { taskPriceBound } from './task-price-bound.js';

export interface OptimiseOptions {
  readonly weights?: AssignmentWeights;
  readonly sparsity?: Sparsity;
  /** The same seed, the same draws. */
  readonly seed?: number;
  /** Rounds of local improvement; fewer when exchanges follow unless given. */
  readonly rounds?: number;
  /** Sweeps of the search for hour prices; 0 goes without prices, exchanges and a bound. */
  readonly priceSweeps?: number;
  /** Rounds of exchanges between members; as many as are worth their time unless given. */
  readonly exchangeRounds?: number;
  /** Steps of the search for task prices, which lower the bound; as many as take little time unless given. */
  readonly boundSteps?: number;
}

const liftPerUnplacedShare = 0.25;
/** Arcs that all rounds of exchanges may look at together; a hundred thousand take about 0.2 s. */
const mostArcsExchanged = 300_000;
const mostExchangeRounds = 8;
const usualBoundSteps = 100;
/** About a fifth of a second. */
const mostBoundCells = 5e7;

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
  const { priceSweeps = 12 } = options;
  const compact = compactProblem(problem, weights);
  const arcs = findArcs(compact, sparsity, seed);
  const order = byImportance(compact);
  const { exchangeRounds = exchangeRoundsFor(arcs) } = options;
  const { rounds = exchangeRounds === 0 ? 3 : 1 } = options;

  const plan = new Plan(compact, arcs);
  keepHolders(plan, order);
  const isHeld = plan.arcOf.some((arc) => arc >= 0);
  placeGreedily(plan, order);
  if (priceSweeps === 0) {
    improve(plan, order, rounds, null);
    return new Solution(plan, null, null);
  }
  const lift = liftPerUnplacedShare * unplacedShare(plan);
  const prices = findPrices(compact, arcs, { first: firstPrices(plan), lift, sweeps: priceSweeps });
  const found = isHeld ? plan : planAtPrices(plan, order, prices);
  improve(found, order, rounds, prices.perHour);
  exchange(found, order, exchangeRounds, prices.perHour);
  placeGreedily(found, order);
  const best = better(plan, found);
  const bound = taskPriceBound(compact, arcs, {
    prices,
    value: best.value(),
    steps: options.boundSteps ?? usualBoundSteps,
    mostCells: options.boundSteps === undefined ? mostBoundCells : Infinity,
  });
  return new Solution(best, prices.perHour, bound);
}

function exchangeRoundsFor({ task }: Arcs): number {
  const affordable = Math.floor(mostArcsExchanged / Math.max(1, task.length));
  return Math.min(mostExchangeRounds, affordable);
}

function planAtPrices({ problem, arcs }: Plan, order: Int32Array, { perHour }: Prices): Plan {
  const plan = new Plan(problem, arcs);
  placeAtPrices(plan, order, perHour);
  placeGreedily(plan, order);
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
