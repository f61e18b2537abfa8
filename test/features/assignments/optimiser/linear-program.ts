import highsModule from 'highs';
import {
  type AssignmentProblem,
  type AssignmentWeights,
  defaultSparsity,
} from '../../../../src/features/assignments/index.js';
import { findArcs } from '../../../../src/features/assignments/optimiser/candidates.js';
import { compactProblem } from '../../../../src/features/assignments/optimiser/compact-problem.js';

/** The package's types describe its CommonJS build; as an ES module it exports the loader itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

export interface Optimum {
  /** Points of the best plan found. */
  readonly value: number;
  readonly isProven: boolean;
}

/**
 * The best plan by HiGHS, to within `relativeGap`, over the arcs that the optimiser considers.
 * The cost of load is quadratic: `weights.load` has to be 0.
 */
export async function bestByHighs(
  problem: AssignmentProblem,
  weights: AssignmentWeights,
  { relativeGap, seconds }: { relativeGap: number; seconds: number },
): Promise<Optimum> {
  const highs = await loadHighs();
  const { ObjectiveValue, Status } = highs.solve(linearProgram(problem, weights), {
    mip_rel_gap: relativeGap,
    time_limit: seconds,
    output_flag: false,
  });
  return { value: ObjectiveValue, isProven: Status === 'Optimal' };
}

/** The generalised assignment problem in CPLEX LP format: a variable for each arc. */
function linearProgram(problem: AssignmentProblem, weights: AssignmentWeights): string {
  const compact = compactProblem(problem, weights);
  const arcs = findArcs(compact, defaultSparsity, 1);
  const hoursOf = (arc: number) => compact.hours[arcs.task[arc] ?? 0] ?? 0;
  const sum = (some: readonly number[], factor: (arc: number) => number) =>
    some.map((arc) => `+ ${factor(arc)} x${arc}`).join('\n ');
  const rows = (by: Int32Array, factor: (arc: number) => number, most: (key: number) => number) => {
    const groups = new Map<number, number[]>();
    by.forEach((key, arc) => groups.set(key, [...(groups.get(key) ?? []), arc]));
    return [...groups].map(([key, some]) => `${sum(some, factor)} <= ${most(key)}`);
  };
  const all = [...arcs.member.keys()];
  return [
    'Maximize',
    sum(all, (arc) => hoursOf(arc) * (arcs.score[arc] ?? 0)),
    'Subject To',
    ...rows(
      arcs.task,
      () => 1,
      () => 1,
    ),
    ...rows(arcs.member, hoursOf, (member) => compact.room[member] ?? 0),
    'Binary',
    all.map((arc) => `x${arc}`).join('\n '),
    'End',
  ].join('\n');
}
