export { defaultSparsity, type Sparsity } from './optimiser/candidates.js';
export type { Explanation, Reason, ReasonKind } from './optimiser/explain.js';
export {
  type LastPrices,
  type NextTask,
  nextTasks,
  type NextTasksOptions,
} from './optimiser/next-tasks.js';
export { optimise, type OptimiseOptions } from './optimiser/optimise.js';
export {
  type AssignableMember,
  type AssignableTask,
  type AssignmentProblem,
  type AssignmentWeights,
  defaultWeights,
} from './optimiser/problem.js';
export { type Match, scoreVersion } from './optimiser/score.js';
export type { Assignment, MemberLoad, Solution } from './optimiser/solution.js';
export type { UnplacedCause, UnplacedTask } from './optimiser/unplaced.js';
