import type { Transaction } from '../../storage/index.js';
import { type RecordedChange, recordChanges } from './record-change.js';
import { isOngoing } from './task.js';
import type { TaskChanges } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';
import type { MonitoringChange } from './tasks-service.js';

/**
 * Writes what decisions do to their tasks, in few round trips.
 * @throws TaskChangedError or AlreadyHandledError; the transaction must then abort.
 */
export function changeMonitorings(
  deps: TaskDeps,
  changes: readonly MonitoringChange[],
  transaction: Transaction,
): Promise<void> {
  const now = deps.clock.now();
  return recordChanges(
    deps,
    changes.map((change) => recorded(change, now)),
    transaction,
  );
}

function recorded(change: MonitoringChange, now: Date): RecordedChange {
  const { task, actor, intentId, action, reason = null, undoable = false, inPlaceOfId } = change;
  const changes = changesOf(change, now);
  return {
    before: task,
    changes,
    actor,
    intentId,
    action,
    reason,
    undoable,
    inPlaceOfId,
    messages: [],
  };
}

function changesOf(change: MonitoringChange, now: Date): TaskChanges {
  const { task, monitoring, status, assigneeId } = change;
  const leavesWork = status === 'done' || status === 'cancelled';
  return {
    monitoring: leavesWork ? { ...monitoring, state: 'ended' } : monitoring,
    ...(status !== undefined && { status, blockedReason: null }),
    ...(status === 'done' && isOngoing(task) && { completedAt: now }),
    ...(status === 'in progress' && { startedAt: task.startedAt ?? now, completedAt: null }),
    ...(assigneeId !== undefined && { assigneeId }),
  };
}
