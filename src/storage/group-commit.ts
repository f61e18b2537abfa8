import type { ClientSession } from 'mongodb';
import { Batcher } from '../shared/batcher.js';
import { toError } from '../shared/errors.js';
import { isServerFault } from './errors.js';
import type { InTransaction, Transaction } from './transaction.js';
import type { Write } from './write.js';

/**
 * Few enough that there are two groups when it matters: while the server writes one, the other's
 * answers are sent and its next requests read. (MongoDB recommends at most 1,000 documents in one.)
 */
const changesAtOnce = 32;

/** Notes what is to be written, for a transaction that begins later. */
class PendingChange implements Transaction {
  readonly writes: Write[] = [];
  readonly callbacks: (() => void)[] = [];
  needsSession = false;

  get session(): ClientSession {
    this.needsSession = true;
    throw new Error('This change reads, or writes at once, in a transaction of its own');
  }

  async write(writes: readonly Write[]): Promise<void> {
    this.writes.push(...writes);
  }

  afterCommit(callback: () => void): void {
    this.callbacks.push(callback);
  }
}

/**
 * Group commit: changes that are made at the same time share MongoDB transactions, and each of them
 * is still kept or refused as a whole. For work that writes through `Transaction.write` alone, so
 * that a refusal comes from the commit; work that uses the session is run again in a transaction of
 * its own. A callback that several changes of one commit register runs once.
 */
export function createGroupCommit(inTransaction: InTransaction): InTransaction {
  const commits = new Batcher<PendingChange, Error | null>(
    (changes) => commitTogether(changes, inTransaction),
    changesAtOnce,
  );
  return async (work) => {
    const change = new PendingChange();
    const recorded = work(change);
    await Promise.allSettled([recorded]);
    if (change.needsSession) return inTransaction(work);
    const result = await recorded;
    const failure = await commits.add(change);
    if (failure) throw failure;
    return result;
  };
}

/** Commits all, or halves again and again, so that a change that cannot be kept fails alone. */
async function commitTogether(
  changes: readonly PendingChange[],
  inTransaction: InTransaction,
): Promise<readonly (Error | null)[]> {
  const writes = changes.flatMap((change) => change.writes);
  try {
    await inTransaction((transaction) => transaction.write(writes));
  } catch (error) {
    if (changes.length === 1 || isServerFault(error)) return changes.map(() => toError(error));
    const middle = Math.ceil(changes.length / 2);
    return [
      ...(await commitTogether(changes.slice(0, middle), inTransaction)),
      ...(await commitTogether(changes.slice(middle), inTransaction)),
    ];
  }
  for (const callback of new Set(changes.flatMap(({ callbacks }) => callbacks))) callback();
  return changes.map(() => null);
}
