import { defaultSparsity, findArcs, type Sparsity } from './candidates.js';
import { checkProblem } from './check-problem.js';
import { compactProblem } from './compact-problem.js';
import { type Explanation, explain } from './explain.js';
import { netOf } from './hour-market.js';
import { PairScorer } from './pair-scorer.js';
import { Plan } from './plan.js';
import { type AssignmentProblem, type AssignmentWeights, defaultWeights } from './problem.js';

/** What an earlier solution of the whole problem tells about the worth of everybody's hours. */
export interface LastPrices {
  /** Points an hour by member id; whoever is missing has none to sell. */
  readonly prices: ReadonlyMap<string, number>;
  /** As `Solution.gap`. */
  readonly gap: number;
}

export interface NextTasksOptions {
  readonly weights?: AssignmentWeights;
  readonly sparsity?: Sparsity;
  readonly seed?: number;
  readonly last?: LastPrices;
  /** How many tasks to name. */
  readonly limit?: number;
}

export interface NextTask {
  readonly explanation: Explanation;
  /** What an hour of the task would bring elsewhere at the last prices; 0 where they are not used. */
  readonly opportunityCost: number;
}

/** Prices of a solution with a larger gap mislead more than they help. */
const largestGap = 0.02;

/**
 * The tasks that nobody holds and that one member can take now within all hard limits, the best
 * first: by score less what the task would bring elsewhere, so that nobody takes what another is
 * needed for. All held tasks stay where they are. Empty when the member is not in the problem.
 * @throws RangeError as `optimise`.
 */
export function nextTasks(
  problem: AssignmentProblem,
  memberId: string,
  options: NextTasksOptions = {},
): readonly NextTask[] {
  checkProblem(problem);
  const { weights = defaultWeights, sparsity = defaultSparsity, seed = 1, limit = 5 } = options;
  const tasks = problem.tasks.map((task) => ({ ...task, isFixed: task.holderId !== null }));
  const compact = compactProblem({ ...problem, tasks }, weights);
  const member = compact.memberIndex.get(memberId);
  if (member === undefined) return [];
  const scorer = new PairScorer(compact);
  const movable = compact.movable.map((isMovable, task) => {
    if (isMovable === 0) return 0;
    scorer.begin(task);
    return scorer.isEligible(member) ? 1 : 0;
  });
  const arcs = findArcs({ ...compact, movable }, sparsity, seed);
  const plan = new Plan(compact, arcs);
  const price = pricesOf(compact.members, options.last);

  const elsewhere = (task: number): number => {
    let best = 0;
    for (let arc = arcs.start[task] ?? 0; arc < (arcs.start[task + 1] ?? 0); arc += 1) {
      if (arcs.member[arc] !== member && plan.fits(task, arc)) {
        best = Math.max(best, netOf(arcs, price ?? new Float64Array(), arc));
      }
    }
    return best;
  };
  return Array.from(movable.keys())
    .filter((task) => movable[task] === 1)
    .map((task) => ({
      explanation: explain(plan, task, member),
      opportunityCost: price ? elsewhere(task) : 0,
    }))
    .toSorted((a, b) => worth(b) - worth(a))
    .slice(0, limit);
}

function worth({ explanation, opportunityCost }: NextTask): number {
  return explanation.score - opportunityCost;
}

/** Null when there are none, or none to rely on. */
function pricesOf(
  members: readonly { readonly id: string }[],
  last: LastPrices | undefined,
): Float64Array | null {
  if (!last || last.gap > largestGap) return null;
  return Float64Array.from(members, ({ id }) => last.prices.get(id) ?? Infinity);
}
