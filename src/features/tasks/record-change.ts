import { addMinutes } from 'date-fns/addMinutes';
import type { OutgoingMessage } from '../../outbox/index.js';
import type { Transaction } from '../../storage/index.js';
import type { AuditEntry } from '../audit/index.js';
import { type Actor, actorId } from '../people/index.js';
import { auditedFields } from './audited-fields.js';
import { isOngoing, type Task } from './task.js';
import { taskAfter, type TaskChanges, valuesBefore } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';

export interface RecordedChange {
  readonly before: Task;
  readonly changes: TaskChanges;
  readonly actor: Actor;
  readonly intentId: string;
  readonly action: string;
  readonly reason: string | null;
  readonly messages: readonly OutgoingMessage[];
  /** Whether it can be taken back for a while. */
  readonly undoable?: boolean;
  /** The manager in whose place the actor does it. */
  readonly inPlaceOfId?: string | undefined;
  /** The id of the audit entry that it takes back. */
  readonly undoes?: string;
}

/** How long a change can be undone. */
export const undoMinutes = 10;

export function taskSubject(taskId: string): string {
  return `task ${taskId}`;
}

/**
 * Writes changes of different tasks with their audit entries and the messages they cause, and
 * publishes their events.
 * @throws TaskChangedError when a task is no longer the version it was, and AlreadyHandledError when
 * an intent has taken effect; the transaction must then abort.
 */
export async function recordChanges(
  deps: TaskDeps,
  changes: readonly RecordedChange[],
  transaction: Transaction,
): Promise<void> {
  const at = deps.clock.now();
  await deps.store.update(changes, transaction);
  const entries = changes.map((change) => auditEntryOf(change, at));
  await deps.audit.insertAll(entries, transaction);
  const messages = changes.flatMap((change) => change.messages);
  if (messages.length > 0) await deps.outbox.enqueue(messages, transaction);
  for (const change of changes) await publishEvents(deps, change, at, transaction);
}

function auditEntryOf(
  {
    before,
    changes,
    actor,
    intentId,
    action,
    reason,
    undoable,
    undoes,
    inPlaceOfId,
  }: RecordedChange,
  at: Date,
): AuditEntry {
  return {
    id: intentId,
    at,
    actorId: actorId(actor),
    action,
    subject: taskSubject(before.id),
    before: auditedFields(valuesBefore(before, changes)),
    after: auditedFields(changes),
    ...(reason !== null && { reason }),
    version: before.version + 1,
    ...(undoable && { undoableUntil: addMinutes(at, undoMinutes) }),
    ...(undoes !== undefined && { undoes }),
    ...(inPlaceOfId !== undefined && { inPlaceOfId }),
  };
}

async function publishEvents(
  { events }: TaskDeps,
  { before, changes, actor, intentId, undoes }: RecordedChange,
  at: Date,
  transaction: Transaction,
): Promise<void> {
  const task = taskAfter(before, changes);
  const changed = { before, task, actor, at, intentId, undoes: undoes ?? null };
  await events.changed(changed, transaction);
  const { assigneeId } = task;
  if (assigneeId !== null) {
    const event = { task: { ...task, assigneeId }, at, intentId };
    if (assigneeId !== before.assigneeId) await events.assigned(event, transaction);
    else if (isResumed(before, task)) await events.resumed(event, transaction);
  }
  if (task.status === 'done' && before.status !== 'done') {
    await events.completed({ task, completedById: actorId(actor), at, intentId }, transaction);
  }
  if (isOngoing(task) && !isOngoing(before)) {
    await events.reopened(changed, transaction);
  }
}

function isResumed(before: Task, after: Task): boolean {
  return before.monitoring?.state !== 'active' && after.monitoring?.state === 'active';
}
