import type { ActionButton } from '../../shared/message.js';
import type { Task } from './task.js';
import { statusAfter, type TaskAction } from './task-states.js';

export const buttonIds = {
  start: 'tasks.start',
  block: 'tasks.block',
  complete: 'tasks.complete',
  nextPage: 'tasks.next-page',
  undo: 'tasks.undo',
} as const;

/** A task at a version, as a button or form carries it. */
export interface TaskReference {
  readonly taskId: string;
  readonly version: number;
}

export function referenceTo({ id, version }: Pick<Task, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Reads back what `referenceTo` wrote. Anything else is a fault of the program. */
export function parseReference(text: string): TaskReference {
  const [, taskId, version] = /^(T-\d+)@(\d+)$/.exec(text) ?? [];
  if (taskId === undefined) throw new Error(`"${text}" refers to no task`);
  return { taskId, version: Number(version) };
}

/** The buttons that a task's status leaves sensible; null where one is not. */
export function taskButtons(
  task: Task,
): Record<'start' | 'block' | 'complete', ActionButton | null> {
  const value = referenceTo(task);
  const button = (action: TaskAction, actionId: string) =>
    statusAfter(action, task.status) === null ? null : { actionId, value };
  return {
    start: button('start', buttonIds.start),
    block: button('block', buttonIds.block),
    complete: button('complete', buttonIds.complete),
  };
}

export const noButtons: ReturnType<typeof taskButtons> = {
  start: null,
  block: null,
  complete: null,
};

/** Takes back the change made under `intentId`; only offered for one that can be undone. */
export function undoButton(intentId: string): ActionButton {
  return { actionId: buttonIds.undo, value: intentId };
}
