import type { Transaction } from '../../storage/index.js';
import type { Actor } from '../people/index.js';
import type { Task } from './task.js';

/** A task has become done. Published once for each time it does. */
export interface TaskCompleted {
  readonly task: Task;
  readonly completedById: string;
  readonly at: Date;
  /** The intent that completed it; unique to this event. */
  readonly intentId: string;
}

/** A task has an assignee that it had not before: it is new, or was given to somebody else. */
export interface TaskAssigned {
  readonly task: Task & { readonly assigneeId: string };
  readonly at: Date;
  /** The intent that assigned it; unique to this event. */
  readonly intentId: string;
}

/** The monitoring of a task goes on after it had stopped or waited; its assignee is the same. */
export type MonitoringResumed = TaskAssigned;

/** Something about a task that existed before has changed. */
export interface TaskChanged {
  readonly before: Task;
  readonly task: Task;
  readonly actor: Actor;
  readonly at: Date;
  /** The intent that changed it; unique to this event. */
  readonly intentId: string;
  /** The intent whose change this one takes back; null for any other change. */
  readonly undoes: string | null;
}

/**
 * A done or cancelled task is to be worked on again: somebody reopened it, or what ended it was
 * undone. What followed from the completion under the intent `undoes` holds no longer.
 */
export type TaskReopened = TaskChanged;

type Subscriber<Event> = (event: Event, transaction: Transaction) => Promise<void>;
export type TaskCompletedSubscriber = Subscriber<TaskCompleted>;
export type TaskAssignedSubscriber = Subscriber<TaskAssigned>;
export type MonitoringResumedSubscriber = Subscriber<MonitoringResumed>;
export type TaskChangedSubscriber = Subscriber<TaskChanged>;
export type TaskReopenedSubscriber = Subscriber<TaskReopened>;

/** Tells other features what happens to tasks, inside the transaction in which it happens. */
export class TaskEvents {
  readonly #completed: TaskCompletedSubscriber[] = [];
  readonly #assigned: TaskAssignedSubscriber[] = [];
  readonly #resumed: MonitoringResumedSubscriber[] = [];
  readonly #changed: TaskChangedSubscriber[] = [];
  readonly #reopened: TaskReopenedSubscriber[] = [];

  /** What a subscriber writes in the transaction is kept or lost together with the completion. */
  readonly onTaskCompleted = (subscriber: TaskCompletedSubscriber): void => {
    this.#completed.push(subscriber);
  };

  /** What a subscriber writes in the transaction is kept or lost together with the assignment. */
  readonly onTaskAssigned = (subscriber: TaskAssignedSubscriber): void => {
    this.#assigned.push(subscriber);
  };

  /** What a subscriber writes in the transaction is kept or lost together with the decision. */
  readonly onMonitoringResumed = (subscriber: MonitoringResumedSubscriber): void => {
    this.#resumed.push(subscriber);
  };

  /** What a subscriber writes in the transaction is kept or lost together with the change. */
  readonly onTaskChanged = (subscriber: TaskChangedSubscriber): void => {
    this.#changed.push(subscriber);
  };

  /** What a subscriber writes in the transaction is kept or lost together with the reopening. */
  readonly onTaskReopened = (subscriber: TaskReopenedSubscriber): void => {
    this.#reopened.push(subscriber);
  };

  async completed(event: TaskCompleted, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#completed) await subscriber(event, transaction);
  }

  async assigned(event: TaskAssigned, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#assigned) await subscriber(event, transaction);
  }

  async resumed(event: MonitoringResumed, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#resumed) await subscriber(event, transaction);
  }

  async changed(event: TaskChanged, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#changed) await subscriber(event, transaction);
  }

  async reopened(event: TaskReopened, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#reopened) await subscriber(event, transaction);
  }
}
