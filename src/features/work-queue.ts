import type { Transaction } from '../storage/index.js';

/** What is done behind an answer, as soon as the change that asks for it is committed. */
export interface WorkQueue<Kind extends string> {
  /** What was asked for already, and has not begun, is done once for all who asked. */
  enqueue(
    requests: readonly {
      readonly kind: Kind;
      /** Whom or what it is done to. */
      readonly subject: string;
      /** What asks for it; names the same intent in the same way. */
      readonly cause: string;
      readonly dueAt: Date;
    }[],
    transaction: Transaction,
  ): Promise<void>;
}
