import type { Transaction } from '../../storage/index.js';
import { recordChanges } from './record-change.js';
import type { TaskDeps } from './task-deps.js';
import type { Reassignment } from './tasks-service.js';

/**
 * Writes who has which task now, in few round trips.
 * @throws TaskChangedError or AlreadyHandledError; the transaction must then abort.
 */
export function reassign(
  deps: TaskDeps,
  reassignments: readonly Reassignment[],
  transaction: Transaction,
): Promise<void> {
  const changes = reassignments.map(({ task, assigneeId, reason = null, ...given }) => ({
    ...given,
    before: task,
    changes: { assigneeId },
    reason,
    messages: [],
  }));
  return recordChanges(deps, changes, transaction);
}
