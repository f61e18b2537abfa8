import type { Clock } from '../shared/clock.js';
import type { InTransaction } from '../storage/index.js';
import type { DeliveryPolicy, Verdict } from './delivery-policy.js';
import type { OutboxEntry } from './entry.js';
import type { OutboxStore } from './outbox-store.js';
import type { QueueStore } from './queue-store.js';

/** As many as are looked at for one message; what comes after them makes another. */
const mostLookedAt = 40;

/**
 * Puts one message in the place of `entry` and all others waiting for its receiver that may merge.
 * @returns false when there is none to merge with.
 */
export async function mergeWithOthers(
  entry: OutboxEntry,
  verdictOn: (entry: OutboxEntry) => Verdict,
  deps: {
    readonly store: OutboxStore;
    readonly policy: DeliveryPolicy;
    readonly inTransaction: InTransaction;
    readonly clock: Clock;
  },
): Promise<boolean> {
  const { store, policy, inTransaction, clock } = deps;
  const now = clock.now();
  const waiting = await store.queue.oldestOfQueued(entry.to, now, mostLookedAt);
  const group = [entry];
  for (const other of waiting) {
    if (
      other.id !== entry.id &&
      mayJoin(other, verdictOn) &&
      (await isNewMessage(other, store.queue))
    )
      group.push(other);
  }
  if (group.length === 1) return false;
  await inTransaction((transaction) => store.merge(group, policy.merge(group), now, transaction));
  return true;
}

function mayJoin(other: OutboxEntry, verdictOn: (entry: OutboxEntry) => Verdict): boolean {
  if (other.postingSince !== null || other.chart || other.parts || other.editsOnly) return false;
  const verdict = verdictOn(other);
  return verdict.kind === 'deliver' && verdict.mayMerge;
}

async function isNewMessage(other: OutboxEntry, queue: QueueStore): Promise<boolean> {
  if (other.key === undefined) return true;
  if (await queue.hasNewerText(other, ['queued', 'sent', 'merged'])) return false;
  return (await queue.posted(other.to, other.key)) === null;
}
