import { defaultSparsity, findArcs, type Sparsity } from './candidates.js';
import { checkProblem } from './check-problem.js';
import { type CompactProblem, compactProblem } from './compact-problem.js';
import { type Explanation, explain, loadPoints } from './explain.js';
import { byImportance, placeGreedily } from './greedy.js';
import { improve } from './local-improvement.js';
import { Plan } from './plan.js';
import { type AssignmentProblem, type AssignmentWeights, defaultWeights } from './problem.js';

export interface FirstTasksOptions {
  readonly weights?: AssignmentWeights;
  readonly sparsity?: Sparsity;
  readonly seed?: number;
}

const rounds = 3;

/**
 * What each of `memberIds` is to take up next: at most one of the tasks that nobody holds, within all
 * hard limits, so that together they score the most points an hour. Hours do not count beyond that,
 * or small urgent work would wait behind large work. All held tasks stay where they are.
 * Deterministic. In the order of task ids.
 * @throws RangeError as `optimise`.
 */
export function firstTasks(
  problem: AssignmentProblem,
  memberIds: readonly string[],
  options: FirstTasksOptions = {},
): readonly Explanation[] {
  checkProblem(problem);
  const { weights = defaultWeights, sparsity = defaultSparsity, seed = 1 } = options;
  const tasks = problem.tasks.map((task) => ({ ...task, isFixed: task.holderId !== null }));
  const compact = compactProblem({ ...problem, tasks }, weights);
  const asked = new Set(memberIds);
  const round = oneEach(compact, asked);
  const arcs = findArcs({ ...compact, places: round.places }, sparsity, seed);
  const held = new Plan(compact, arcs);
  const score = arcs.score.map(
    (points, arc) => points - loadPoints(held, arcs.task[arc] ?? 0, arcs.member[arc] ?? 0),
  );
  const plan = new Plan(round, { ...arcs, score });
  const order = byImportance(round);
  placeGreedily(plan, order);
  improve(plan, order, rounds, null);

  const movable = compact.movable.map((_, task) => ((plan.arcOf[task] ?? -1) < 0 ? 0 : 1));
  const withOthers = new Plan(compact, findArcs({ ...compact, movable }, sparsity, seed));
  return Array.from(movable.keys()).flatMap((task) => {
    const member = arcs.member[plan.arcOf[task] ?? -1];
    return member === undefined ? [] : [explain(withOthers, task, member)];
  });
}

/** The problem in which all tasks are as large as each other, and each of `asked` has room for one. */
function oneEach(problem: CompactProblem, asked: ReadonlySet<string>): CompactProblem {
  const { members, places, weights } = problem;
  return {
    ...problem,
    weights: { ...weights, load: 0 },
    hours: new Float64Array(problem.tasks.length).fill(1),
    base: new Float64Array(members.length),
    capacity: new Float64Array(members.length).fill(1),
    places: places.map((most, member) =>
      asked.has(members[member]?.id ?? '') ? Math.min(1, most) : 0,
    ),
  };
}
