import type { Transaction } from '../../storage/index.js';
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

/** The monitoring of a task goes on after a decision was waited for; its assignee is the same. */
export type MonitoringResumed = TaskAssigned;

type Subscriber<Event> = (event: Event, transaction: Transaction) => Promise<void>;
export type TaskCompletedSubscriber = Subscriber<TaskCompleted>;
export type TaskAssignedSubscriber = Subscriber<TaskAssigned>;
export type MonitoringResumedSubscriber = Subscriber<MonitoringResumed>;

/** Tells other features what happens to tasks, inside the transaction in which it happens. */
export class TaskEvents {
  readonly #completed: TaskCompletedSubscriber[] = [];
  readonly #assigned: TaskAssignedSubscriber[] = [];
  readonly #resumed: MonitoringResumedSubscriber[] = [];

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

  async completed(event: TaskCompleted, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#completed) await subscriber(event, transaction);
  }

  async assigned(event: TaskAssigned, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#assigned) await subscriber(event, transaction);
  }

  async resumed(event: MonitoringResumed, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#resumed) await subscriber(event, transaction);
  }
}
