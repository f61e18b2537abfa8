import type { InTransaction, Transaction } from '../../storage/index.js';

export interface JoinedTransactions {
  /** Joins the transaction of `together` while that runs; otherwise one of its own. */
  readonly inTransaction: InTransaction;
  /** Keeps all that `work` writes, or nothing. `work` may run twice, and is run alone. */
  readonly together: InTransaction;
}

/** Lets changes that are written one by one be kept by one commit. */
export function joinTransactions(inTransaction: InTransaction): JoinedTransactions {
  let shared: Transaction | null = null;
  return {
    inTransaction: (work) => (shared ? work(shared) : inTransaction(work)),
    together: (work) =>
      inTransaction(async (transaction) => {
        shared = transaction;
        try {
          return await work(transaction);
        } finally {
          shared = null;
        }
      }),
  };
}
