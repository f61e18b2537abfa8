import type { AuditEntry } from '../audit/index.js';
import type { Actor, Member } from '../people/index.js';
import type { Faults } from './input.js';
import type { NewTask } from './new-task.js';
import type { Task } from './task.js';
import type { TaskCommand } from './task-changes.js';

/** What every change carries: who wants it, and the intent under which it takes effect once. */
interface Intent {
  readonly actor: Actor;
  readonly intentId: string;
}

export interface CreateTask extends Intent {
  readonly task: NewTask;
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly task: Task }
  | { readonly kind: 'already handled'; readonly task: Task }
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'invalid'; readonly faults: Faults };

export interface ChangeTask extends Intent {
  readonly taskId: string;
  readonly command: TaskCommand;
  /** The version that the actor saw; absent for a command about the task as it is. */
  readonly version?: number;
}

export type ChangeOutcome =
  | {
      readonly kind: 'changed';
      readonly task: Task;
      readonly before: Task;
      /** By which the change can be undone for a while. */
      readonly intentId: string;
    }
  | { readonly kind: 'already handled'; readonly task: Task }
  | { readonly kind: 'changed meanwhile'; readonly task: Task }
  /** The task's status does not let it happen. */
  | { readonly kind: 'not possible'; readonly task: Task }
  /** An edit that sets what is there already. */
  | { readonly kind: 'unchanged'; readonly task: Task }
  /** Work cannot begin before these tasks are over. */
  | { readonly kind: 'waits for'; readonly task: Task; readonly unfinished: readonly Task[] }
  | { readonly kind: 'not allowed'; readonly task: Task }
  | { readonly kind: 'unknown task' }
  | { readonly kind: 'already assigned'; readonly task: Task; readonly member: Member }
  | AssigneeProblem
  | { readonly kind: 'invalid'; readonly faults: Faults };

export type AssigneeProblem =
  | { readonly kind: 'unknown member' }
  | { readonly kind: 'inactive member'; readonly member: Member }
  | { readonly kind: 'not in team'; readonly member: Member; readonly teamName: string };

/** Takes back the change that was made under the intent `undoes`. */
export interface UndoChange extends Intent {
  readonly undoes: string;
}

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly task: Task; readonly entry: AuditEntry }
  | { readonly kind: 'already undone'; readonly task: Task; readonly undoing: AuditEntry }
  /** `since` tells what happened after it, oldest first. */
  | { readonly kind: 'changed since'; readonly task: Task; readonly since: readonly AuditEntry[] }
  | { readonly kind: 'too late'; readonly task: Task; readonly entry: AuditEntry }
  | { readonly kind: 'not allowed'; readonly task: Task }
  | { readonly kind: 'not undoable' };

export interface ShowTask {
  readonly actor: Actor;
  readonly taskId: string;
}

export type ShowOutcome =
  | { readonly kind: 'shown'; readonly task: Task; readonly history: readonly AuditEntry[] }
  | { readonly kind: 'not allowed'; readonly task: Task }
  | { readonly kind: 'unknown task' };

export interface ListTasks {
  readonly actor: Actor;
  readonly whose:
    | { readonly kind: 'mine' }
    | { readonly kind: 'team' }
    | { readonly kind: 'member'; readonly memberId: string };
  readonly status: 'open' | 'done' | 'all';
  readonly monitoredOnly: boolean;
  /** From the previous page's `next`. */
  readonly beforeNumber?: number;
  /** 1 to 100. */
  readonly limit: number;
}

export type ListOutcome =
  | {
      readonly kind: 'listed';
      /** Newest first. */
      readonly tasks: readonly Task[];
      /** Asks for the page after this one; null on the last. */
      readonly next: number | null;
    }
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'unknown member' };
