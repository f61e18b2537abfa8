import type { Transaction } from '../storage/index.js';

/** What is done behind an answer, as soon as the change that asks for it is committed. */
export interface WorkQueue<Kind extends string> {
  /** An item whose id is known is left alone. */
  enqueue(
    items: readonly {
      readonly id: string;
      readonly kind: Kind;
      /** Whom or what it is done to; several items of a kind for one subject are done together. */
      readonly subject: string;
      readonly dueAt: Date;
    }[],
    transaction: Transaction,
  ): Promise<void>;
}
