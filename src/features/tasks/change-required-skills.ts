import type { Transaction } from '../../storage/index.js';
import { recordChanges } from './record-change.js';
import { auditActions } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';
import type { RequirementChange } from './tasks-service.js';

/**
 * Writes what tasks require now, in few round trips.
 * @throws TaskChangedError or AlreadyHandledError; the transaction must then abort.
 */
export function changeRequiredSkills(
  deps: TaskDeps,
  given: readonly RequirementChange[],
  transaction: Transaction,
): Promise<void> {
  const changes = given.map(({ task, requiredSkills, ...by }) => ({
    ...by,
    before: task,
    changes: { requiredSkills },
    action: auditActions.edit,
    messages: [],
  }));
  return recordChanges(deps, changes, transaction);
}
