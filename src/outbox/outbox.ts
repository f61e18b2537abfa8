import type { Clock } from '../shared/clock.js';
import type { Transaction } from '../storage/index.js';
import type { EntryStatus } from './entry.js';
import type { LedgerStore } from './ledger-store.js';
import type { OutboxStore } from './outbox-store.js';
import type { OutgoingMessage } from './outgoing-message.js';

/** What features may do with the outbox. */
export interface Outbox {
  /** Queues messages as part of `transaction`; one whose id is already known is left alone. */
  enqueue(messages: readonly OutgoingMessage[], transaction: Transaction): Promise<void>;
  /**
   * Gives a message that waits to be posted the words of `message`, which has its id.
   * @returns false when it waits no longer: it can be edited then.
   */
  rewrite(message: OutgoingMessage, transaction: Transaction): Promise<boolean>;
  /** Cancels, as part of `transaction`, what `intentId` caused and nobody has begun to post. */
  cancel(intentId: string, transaction: Transaction): Promise<void>;
}

/** What became of the messages. */
export interface DeliveryLedger
  extends Pick<
    LedgerStore,
    | 'entry'
    | 'postedSince'
    | 'lastPosted'
    | 'noteActedOn'
    | 'tallySince'
    | 'waiting'
    | 'failedSince'
    | 'limitsAt'
    | 'latest'
  > {
  counts(): Promise<Readonly<Partial<Record<EntryStatus, number>>>>;
  /** Judges anew, after `transaction`, what is held back from `receiver`. */
  endHolds(receiver: string, transaction: Transaction): Promise<void>;
  /** @returns false when no failed or expired entry has that id. */
  retry(id: string, transaction: Transaction): Promise<boolean>;
}

const defaultLifetimeMs = 24 * 60 * 60_000;

export function createOutbox(deps: {
  store: OutboxStore;
  clock: Clock;
  /** Called after each commit that made something due: for those receivers, or for whichever. */
  wake: (receivers?: readonly string[]) => void;
}): Outbox & DeliveryLedger {
  const { store, clock, wake } = deps;
  const { ledger } = store;
  const expiry = (now: Date) => new Date(now.getTime() + defaultLifetimeMs);
  return {
    async enqueue(messages, transaction) {
      if (messages.length === 0) return;
      const now = clock.now();
      await store.insert(messages, now, defaultLifetimeMs, transaction);
      const due = messages.filter(({ notBefore }) => notBefore === undefined || notBefore <= now);
      const receivers = [...new Set(due.map(({ to }) => to))];
      transaction.afterCommit(() => wake(receivers));
    },
    rewrite: (message, transaction) => store.rewrite(message, transaction),
    cancel: (intentId, transaction) => store.cancel(intentId, clock.now(), transaction),
    async endHolds(receiver, transaction) {
      await store.endHolds(receiver, clock.now(), transaction);
      transaction.afterCommit(() => wake([receiver]));
    },
    entry: (id) => ledger.entry(id),
    postedSince: (receiver, since) => ledger.postedSince(receiver, since),
    lastPosted: (receiver, template, before) => ledger.lastPosted(receiver, template, before),
    noteActedOn: (posted, at) => ledger.noteActedOn(posted, at),
    tallySince: (since) => ledger.tallySince(since),
    waiting: (now) => ledger.waiting(now),
    failedSince: (since) => ledger.failedSince(since),
    limitsAt: (now) => ledger.limitsAt(now),
    latest: (statuses, limit) => ledger.latest(statuses, limit),
    counts: () => ledger.countByStatus(),
    async retry(id, transaction) {
      const now = clock.now();
      transaction.afterCommit(() => wake());
      return store.requeue(id, now, expiry(now), transaction);
    },
  };
}
