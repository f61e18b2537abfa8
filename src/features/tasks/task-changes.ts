import { isDeepStrictEqual } from 'node:util';
import type { MonitoringState } from './monitoring.js';
import type { Task } from './task.js';
import { statusAfter } from './task-states.js';

/** What may be done to a task. Hours are decimal, above 0 and at most 1000. */
export type TaskCommand =
  | { readonly kind: 'assign'; readonly assigneeId: string }
  | { readonly kind: 'edit'; readonly edits: TaskEdits }
  | { readonly kind: 'start' }
  | { readonly kind: 'block'; readonly reason: string }
  | { readonly kind: 'complete'; readonly hours: number; readonly notes: string | null }
  | { readonly kind: 'cancel'; readonly reason: string }
  | { readonly kind: 'reopen'; readonly reason: string | null };

/** What an edit sets; what is absent stays. */
export type TaskEdits = Partial<
  Pick<
    Task,
    'title' | 'priority' | 'dueOn' | 'estimatedHours' | 'requiredSkills' | 'dependsOn' | 'pinned'
  >
>;

export type TaskChanges = {
  readonly [Field in Exclude<keyof Task, 'id' | 'number' | 'version'>]?: Task[Field];
};

/** The audit log's verbs. */
export const auditActions: Record<TaskCommand['kind'], string> = {
  assign: 'task assigned',
  edit: 'task edited',
  start: 'task started',
  block: 'task blocked',
  complete: 'task completed',
  cancel: 'task cancelled',
  reopen: 'task reopened',
};

/** The fields that `command` sets, or null when the task's status does not let it happen. */
export function changesOf(task: Task, command: TaskCommand, now: Date): TaskChanges | null {
  const status = statusAfter(command.kind, task.status);
  if (status === null) return null;
  switch (command.kind) {
    case 'assign':
      return { assigneeId: command.assigneeId };
    case 'edit':
      return differencesFrom(task, command.edits);
    case 'start':
      return { status, startedAt: task.startedAt ?? now, blockedReason: null };
    case 'block':
      return { status, blockedReason: command.reason };
    case 'complete':
      return {
        ...leavingWork(task),
        status,
        actualHours: command.hours,
        completionNotes: command.notes,
        completedAt: now,
      };
    case 'cancel':
      return { ...leavingWork(task), status };
    case 'reopen':
      return { status, actualHours: null, completionNotes: null, completedAt: null };
  }
}

/** Those of the edits that set something else than what is there. */
function differencesFrom(task: Task, edits: TaskEdits): TaskChanges {
  const fields = Object.keys(edits) as (keyof TaskEdits)[];
  return Object.fromEntries(
    fields
      .filter(
        (field) => edits[field] !== undefined && !isDeepStrictEqual(edits[field], task[field]),
      )
      .map((field) => [field, edits[field]]),
  );
}

/** A task on which work has ended is neither blocked nor monitored any longer. */
function leavingWork({ monitoring, blockedReason }: Task): TaskChanges {
  const ended: MonitoringState = 'ended';
  return {
    ...(blockedReason !== null && { blockedReason: null }),
    ...(monitoring &&
      monitoring.state !== ended && { monitoring: { ...monitoring, state: ended } }),
  };
}

export function taskAfter(before: Task, changes: TaskChanges): Task {
  return { ...before, ...changes, version: before.version + 1 };
}

/** The values that `changes` replaces. */
export function valuesBefore(task: Task, changes: TaskChanges): TaskChanges {
  const fields = Object.keys(changes) as (keyof Task)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]]));
}

/** Thrown for a change decided on a version of the task that is no longer the current one. */
export class TaskChangedError extends Error {
  constructor(taskId: string, version: number) {
    super(`${taskId} is no longer in version ${version}`);
    this.name = 'TaskChangedError';
  }
}
