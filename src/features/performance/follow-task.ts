import { addSeconds } from 'date-fns/addSeconds';
import type { Transaction } from '../../storage/index.js';
import type { Task, TaskChanged } from '../tasks/index.js';
import { type PerformanceDeps, quietSeconds, scoreWork } from './performance-deps.js';

/** Asks for new scores when a change of a task counts for them. */
export async function followTask(
  { work }: Pick<PerformanceDeps, 'work'>,
  { before, task, at, intentId }: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  if (!isDone(before) && !isDone(task)) return;
  const memberIds = [...new Set([before.assigneeId, task.assigneeId])];
  const updates = memberIds
    .filter((memberId) => memberId !== null)
    .map((memberId) => ({
      kind: scoreWork,
      subject: memberId,
      cause: intentId,
      dueAt: addSeconds(at, quietSeconds),
    }));
  await work.enqueue(updates, transaction);
}

function isDone({ status }: Task): boolean {
  return status === 'done';
}
