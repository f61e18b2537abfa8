import type { OutgoingMessage } from '../../outbox/index.js';
import type { Transaction } from '../../storage/index.js';
import type { AuditEntry } from '../audit/index.js';
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
 * Writes the change, its audit entry and the messages it causes, and publishes its events.
 * @returns the changed task, or null when `before` is no longer the current version.
 * @throws AlreadyHandledError when the intent has taken effect; the transaction must then abort.
 */
export async function recordChange(
  deps: TaskDeps,
  change: RecordedChange,
  transaction: Transaction,
): Promise<Task | null> {
  const at = deps.clock.now();
  const task = await deps.store.update(change.before, change.changes, transaction);
  if (!task) return null;
  await deps.audit.insert(auditEntryOf(change, at), transaction);
  if (change.messages.length > 0) await deps.outbox.enqueue(change.messages, transaction);
  await publishEvents(deps, change, task, at, transaction);
  return task;
}

/**
 * The same for changes of different tasks, in few round trips.
 * @returns false when one of the tasks is no longer the version it was; the transaction must then
 * abort, and must also when it throws, as it does for an intent that has taken effect.
 */
export async function recordChanges(
  deps: TaskDeps,
  changes: readonly RecordedChange[],
  transaction: Transaction,
): Promise<boolean> {
  const at = deps.clock.now();
  if (!(await deps.store.updateAll(changes, transaction))) return false;
  const entries = changes.map((change) => auditEntryOf(change, at));
  await deps.audit.insertAll(entries, transaction);
  const messages = changes.flatMap((change) => change.messages);
  if (messages.length > 0) await deps.outbox.enqueue(messages, transaction);
  for (const change of changes) {
    const { before } = change;
    const task = { ...before, ...change.changes, version: before.version + 1 };
    await publishEvents(deps, change, task, at, transaction);
  }
  return true;
}

function auditEntryOf(
  { before, changes, actor, intentId, action, reason }: RecordedChange,
  at: Date,
): AuditEntry {
  return {
    id: intentId,
    at,
    actorId: actorId(actor),
    action,
    subject: taskSubject(before.id),
    before: valuesBefore(before, changes),
    after: changes,
    ...(reason !== null && { reason }),
  };
}

async function publishEvents(
  { events }: TaskDeps,
  { before, actor, intentId }: RecordedChange,
  task: Task,
  at: Date,
  transaction: Transaction,
): Promise<void> {
  const { assigneeId } = task;
  if (assigneeId !== null && assigneeId !== before.assigneeId) {
    await events.assigned({ task: { ...task, assigneeId }, at, intentId }, transaction);
  }
  if (task.status === 'done' && before.status !== 'done') {
    await events.completed({ task, completedById: actorId(actor), at, intentId }, transaction);
  }
}
