import type { ApprovalKind } from '../../approvals/index.js';
import type { Evaluation } from '../evaluation.js';
import { evaluationIdOf } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { excludedFromDeciding } from '../own-task.js';

/** Evaluations about which a manager has to decide. */
export function waitingEvaluations(
  deps: Pick<EvaluationDeps, 'tasks' | 'store'>,
): ApprovalKind<Evaluation> {
  return {
    waitingIn: async (team) => (team ? waitingIn(deps, team.id) : []),
    approvalOf: ({ approval }) => approval,
    waitingSince: ({ evaluatedAt }) => evaluatedAt,
    excludedId: ({ assigneeId }, team) => team && excludedFromDeciding(team, assigneeId),
  };
}

/** Longest waiting first. */
async function waitingIn(
  { tasks, store }: Pick<EvaluationDeps, 'tasks' | 'store'>,
  teamId: string,
): Promise<readonly Evaluation[]> {
  const waiting = await tasks.tasksAwaitingApproval([teamId]);
  const ids = waiting.flatMap(({ id, monitoring }) =>
    monitoring ? [evaluationIdOf(id, monitoring.endDate)] : [],
  );
  const evaluations = await store.evaluations(ids);
  return evaluations.filter(
    ({ settlement, withdrawal }) => settlement === null && withdrawal === null,
  );
}
