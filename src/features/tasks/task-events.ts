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

export type TaskCompletedSubscriber = (
  event: TaskCompleted,
  transaction: Transaction,
) => Promise<void>;

/** Tells other features of completed tasks, inside the transaction that completes them. */
export class TaskEvents {
  readonly #subscribers: TaskCompletedSubscriber[] = [];

  /** What a subscriber writes in the transaction is kept or lost together with the completion. */
  readonly onTaskCompleted = (subscriber: TaskCompletedSubscriber): void => {
    this.#subscribers.push(subscriber);
  };

  async publish(event: TaskCompleted, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#subscribers) await subscriber(event, transaction);
  }
}
