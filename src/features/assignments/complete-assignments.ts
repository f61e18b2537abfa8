import type { AssignmentDeps } from './assignment-deps.js';
import { makeNextOffer } from './make-offers.js';

const mostAtOnce = 100;

/**
 * What follows a completion: the member's assignments whose tasks are done are completed, and the next
 * offer is made. Safe to repeat. @returns when to try again; null when all is done.
 */
export async function followCompletion(
  deps: AssignmentDeps,
  memberId: string,
  cause: string,
): Promise<Date | null> {
  const { offers, tasks } = deps;
  const accepted = (await offers.latest({ memberId }, mostAtOnce)).filter(
    ({ state }) => state === 'accepted',
  );
  const found = await tasks.tasks([...new Set(accepted.map(({ taskId }) => taskId))]);
  for (const offer of accepted) {
    const task = found.find(({ id }) => id === offer.taskId);
    if (task?.status !== 'done' || task.assigneeId !== memberId) continue;
    await offers.settle(offer, { state: 'completed', settledAt: task.completedAt });
  }
  return makeNextOffer(deps, memberId, cause);
}
