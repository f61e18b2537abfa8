import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { Random } from '../shared/random.js';
import type { InTransaction, Transaction } from '../storage/index.js';
import { type OutboxEntry, type PostedAt, retryDelayMs } from './entry.js';
import { after } from './instants.js';
import type { OutboxStore } from './outbox-store.js';
import type { DeliveryResult } from './transport.js';

export interface OutcomeDeps {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly inTransaction: InTransaction;
  /**
   * Runs in the transaction in which an entry becomes `failed`, or `expired` though nobody wanted it
   * to wait. `error` is that of its last attempt; null when there was none.
   */
  readonly onLost: (
    entry: OutboxEntry,
    error: string | null,
    transaction: Transaction,
  ) => Promise<void>;
}

/** `postedAt` for a new message; an edit has none. */
export async function settleSent(
  entry: OutboxEntry,
  sent: { readonly posted: PostedAt; readonly postedAt?: Date },
  { store, clock }: OutcomeDeps,
): Promise<void> {
  await store.queue.settle(entry, 'sent', clock.now(), { ...sent, postingSince: null });
}

/**
 * Leaves `entry` for a later attempt.
 * @returns when that is.
 */
export async function tryLater(
  entry: OutboxEntry,
  result: Exclude<DeliveryResult, { kind: 'sent' }>,
  certainlyNotPosted: boolean,
  { store, clock, random, logger }: OutcomeDeps,
): Promise<Date> {
  const isLimit = result.kind === 'rate limited';
  const waitMs = isLimit
    ? result.retryAfterSeconds * 1_000
    : retryDelayMs(entry.attempts + 1, random());
  const error = isLimit ? `Slack asked to wait (rate limit of ${result.method})` : result.error;
  const at = after(clock.now(), waitMs);
  logger.warn({ entry: entry.id, error, at }, 'not delivered yet; it will be tried again');
  if (isLimit) await store.ledger.noteLimit({ method: result.method, until: at });
  const delayedBy = isLimit ? 'rate limit' : 'outage';
  await store.queue.markRetry(entry.id, { at, error, certainlyNotPosted, delayedBy });
  return at;
}

/** `known` says that the last post did not reach the chat; else that is looked up before another. */
export async function fail(
  entry: OutboxEntry,
  error: string,
  known: { readonly postingSince?: null },
  deps: OutcomeDeps,
): Promise<void> {
  await lose(entry, { status: 'failed', error, ...known }, deps);
}

/** Settles an entry that is not worth delivering any more. */
export async function expire(entry: OutboxEntry, deps: OutcomeDeps): Promise<void> {
  const { error, hasOwnExpiry, delayedBy } = entry;
  if (error !== null) return fail(entry, error, {}, deps);
  const isAsWanted = hasOwnExpiry && delayedBy !== null;
  if (isAsWanted) await deps.store.queue.settle(entry, 'expired', deps.clock.now());
  else await lose(entry, { status: 'expired', error }, deps);
}

async function lose(
  entry: OutboxEntry,
  {
    status,
    ...detail
  }: {
    readonly status: 'failed' | 'expired';
    readonly error: string | null;
    readonly postingSince?: null;
  },
  { store, clock, logger, inTransaction, onLost }: OutcomeDeps,
): Promise<void> {
  const isLost = await inTransaction(async (transaction) => {
    const settled = await store.queue.settle(entry, status, clock.now(), detail, transaction);
    if (settled) await onLost(entry, detail.error, transaction);
    return settled;
  });
  const { id, to } = entry;
  if (isLost)
    logger.error({ entry: id, to, error: detail.error }, 'message could not be delivered');
}
