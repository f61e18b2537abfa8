import type { Transaction } from '../../storage/index.js';
import { recordChange } from './record-change.js';
import { isOngoing, type Task } from './task.js';
import type { TaskChanges } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';
import type { MonitoringChange } from './tasks-service.js';

/** @throws AlreadyHandledError when the intent has taken effect; the transaction must then abort. */
export function changeMonitoring(
  deps: TaskDeps,
  change: MonitoringChange,
  transaction: Transaction,
): Promise<Task | null> {
  const { task, actor, intentId, action, reason = null } = change;
  return recordChange(
    deps,
    {
      before: task,
      changes: changesOf(change, deps.clock.now()),
      actor,
      intentId,
      action,
      reason,
      messages: [],
    },
    transaction,
  );
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
