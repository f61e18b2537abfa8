import type { OutgoingMessage } from '../../outbox/index.js';
import type { Transaction } from '../../storage/index.js';
import { type Actor, actorId } from '../people/index.js';
import type { Task } from './task.js';
import { type TaskChanges, valuesBefore } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';

export interface RecordedChange {
  readonly before: Task;
  readonly changes: TaskChanges;
  readonly actor: Actor;
  readonly intentId: string;
  readonly action: string;
  readonly reason: string | null;
  readonly messages: readonly OutgoingMessage[];
}

export function taskSubject(taskId: string): string {
  return `task ${taskId}`;
}

/**
 * Writes the change, its audit entry and the messages it causes, and publishes a completion.
 * @returns the changed task, or null when `before` is no longer the current version.
 * @throws AlreadyHandledError when the intent has taken effect; the transaction must then abort.
 */
export async function recordChange(
  { store, audit, outbox, events, clock }: TaskDeps,
  { before, changes, actor, intentId, action, reason, messages }: RecordedChange,
  transaction: Transaction,
): Promise<Task | null> {
  const at = clock.now();
  const task = await store.update(before, changes, transaction);
  if (!task) return null;
  await audit.insert(
    {
      id: intentId,
      at,
      actorId: actorId(actor),
      action,
      subject: taskSubject(task.id),
      before: valuesBefore(before, changes),
      after: changes,
      ...(reason !== null && { reason }),
    },
    transaction,
  );
  if (messages.length > 0) await outbox.enqueue(messages, transaction);
  if (task.status === 'done' && before.status !== 'done') {
    await events.publish({ task, completedById: actorId(actor), at, intentId }, transaction);
  }
  return task;
}
