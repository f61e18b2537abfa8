import type { ClientSession } from 'mongodb';
import type { Write } from './write.js';

/**
 * One running MongoDB transaction. Services pass it from store to store without looking inside.
 * `afterCommit` callbacks run once, after the commit is durable; never when the transaction fails.
 */
export interface Transaction {
  readonly session: ClientSession;
  /** @throws the refusal of a write that is not possible, now or at the commit. */
  write(writes: readonly Write[]): Promise<void>;
  afterCommit(callback: () => void): void;
}

/** Runs `work` in one transaction: all of its writes are kept, or none. `work` may run twice. */
export type InTransaction = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** Driver options that make an operation part of `transaction`, when there is one. */
export function within(transaction: Transaction | undefined): { session?: ClientSession } {
  return transaction ? { session: transaction.session } : {};
}
