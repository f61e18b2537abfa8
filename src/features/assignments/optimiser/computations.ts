import { firstTasks } from './first-tasks.js';
import { nextTasks } from './next-tasks.js';
import { optimise } from './optimise.js';
import type { AssignmentProblem } from './problem.js';
import type { Assignment, Solution } from './solution.js';
import type { UnplacedTask } from './unplaced.js';

/** What of a `Solution` is told from one thread to another. */
export interface TeamPlan {
  readonly assignments: readonly Assignment[];
  readonly unplaced: readonly UnplacedTask[];
  readonly prices: Solution['prices'];
  readonly gap: Solution['gap'];
}

function planTeam(problem: AssignmentProblem): TeamPlan {
  const { assignments, unplaced, prices, gap } = optimise(problem);
  return { assignments, unplaced, prices, gap };
}

/** What takes long for many members and tasks; arguments and results are plain data. */
export const computations = { planTeam, firstTasks, nextTasks };

export type Computations = typeof computations;
export type ComputationName = keyof Computations;

export interface ComputationRequest {
  readonly id: number;
  readonly name: ComputationName;
  readonly args: readonly unknown[];
}

export type ComputationReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: Error };
