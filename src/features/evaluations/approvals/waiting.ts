import type { Evaluation } from '../evaluation.js';
import { evaluationIdOf } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';

/** Evaluations of those teams about which a manager has to decide, longest waiting first. */
export async function waitingIn(
  { tasks, store }: Pick<EvaluationDeps, 'tasks' | 'store'>,
  teamIds: readonly string[],
): Promise<readonly Evaluation[]> {
  const waiting = await tasks.tasksAwaitingApproval(teamIds);
  const ids = waiting.flatMap(({ id, monitoring }) =>
    monitoring ? [evaluationIdOf(id, monitoring.endDate)] : [],
  );
  const evaluations = await store.evaluations(ids);
  return evaluations.filter(
    ({ settlement, withdrawal }) => settlement === null && withdrawal === null,
  );
}
