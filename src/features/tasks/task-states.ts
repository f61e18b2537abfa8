import type { TaskStatus } from './task.js';

export const taskActions = [
  'assign',
  'edit',
  'start',
  'block',
  'complete',
  'cancel',
  'reopen',
] as const;
export type TaskAction = (typeof taskActions)[number];

/** The state machine: action x status -> the status afterwards; null = not possible. */
const transitions: Record<TaskAction, Record<TaskStatus, TaskStatus | null>> = {
  assign: {
    open: 'open',
    'in progress': 'in progress',
    blocked: 'blocked',
    done: null,
    cancelled: null,
  },
  edit: {
    open: 'open',
    'in progress': 'in progress',
    blocked: 'blocked',
    done: null,
    cancelled: null,
  },
  start: {
    open: 'in progress',
    'in progress': null,
    blocked: 'in progress',
    done: null,
    cancelled: null,
  },
  block: {
    open: 'blocked',
    'in progress': 'blocked',
    blocked: null,
    done: null,
    cancelled: null,
  },
  complete: {
    open: 'done',
    'in progress': 'done',
    blocked: 'done',
    done: null,
    cancelled: null,
  },
  cancel: {
    open: 'cancelled',
    'in progress': 'cancelled',
    blocked: 'cancelled',
    done: null,
    cancelled: null,
  },
  reopen: {
    open: null,
    'in progress': null,
    blocked: null,
    done: 'open',
    cancelled: 'open',
  },
};

/** The status that `action` leads to from `status`, or null when it is not possible there. */
export function statusAfter(action: TaskAction, status: TaskStatus): TaskStatus | null {
  return transitions[action][status];
}
