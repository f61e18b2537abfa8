import type { Transaction } from '../../storage/index.js';
import { type RecordedChange, recordChange, recordChanges } from './record-change.js';
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
  return recordChange(deps, recorded(change, deps.clock.now()), transaction);
}

/** The same for many tasks; when it throws or is false, the transaction must abort. */
export function changeMonitorings(
  deps: TaskDeps,
  changes: readonly MonitoringChange[],
  transaction: Transaction,
): Promise<boolean> {
  const now = deps.clock.now();
  return recordChanges(
    deps,
    changes.map((change) => recorded(change, now)),
    transaction,
  );
}

function recorded(change: MonitoringChange, now: Date): RecordedChange {
  const { task, actor, intentId, action, reason = null } = change;
  const changes = changesOf(change, now);
  return { before: task, changes, actor, intentId, action, reason, messages: [] };
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
