import type { Transaction } from '../../storage/index.js';
import type { Task, TaskChanged } from '../tasks/index.js';
import type { PerformanceDeps } from './performance-deps.js';

/** Queues new scores when a change of a task counts for them. */
export async function followTask(
  { store }: Pick<PerformanceDeps, 'store'>,
  { before, task, at, intentId }: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  if (!isDone(before) && !isDone(task)) return;
  const memberIds = new Set([before.assigneeId, task.assigneeId]);
  const updates = [...memberIds]
    .filter((memberId) => memberId !== null)
    .map((memberId) => ({
      id: `${intentId} ${memberId}`,
      memberId,
      state: 'waiting' as const,
      attempts: 0,
      dueAt: at,
      error: null,
    }));
  if (updates.length > 0) await store.enqueue(updates, transaction);
}

function isDone({ status }: Task): boolean {
  return status === 'done';
}
