import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { Random } from '../shared/random.js';
import { type OutboxEntry, retryDelayMs } from './entry.js';
import type { OutboxStore } from './outbox-store.js';
import type { DeliveryResult, Transport } from './transport.js';

export interface DeliveryDeps {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Names this process in leases. */
  readonly owner: string;
  /** Called once an entry has become `failed`. */
  readonly onFailed: (entry: OutboxEntry, error: string) => Promise<void>;
}

/** Longer than one attempt with its time limits can take. */
const leaseMs = 90_000;
/** Slack takes about one message a second in each channel. */
const postPauseMs = 1_050;
/** chat.update allows about 50 calls a minute in the whole workspace. */
const editPauseMs = 300;
const receiversAtOnce = 8;

/**
 * Delivers what is due, in order per receiver, never two at once to the same receiver, whichever
 * process tries.
 * @returns the instant at which there will be something to do again, or null when the outbox is empty.
 */
export async function deliverDue(deps: DeliveryDeps): Promise<Date | null> {
  const { receivers, nextAt } = await deps.store.due(deps.clock.now());
  const nextInstants: (Date | null)[] = [nextAt];
  const waiting = receivers.values();
  const lane = async () => {
    for (const receiver of waiting) nextInstants.push(await deliverTo(receiver, deps));
  };
  await Promise.all(Array.from({ length: Math.min(receiversAtOnce, receivers.length) }, lane));
  return earliest(nextInstants);
}

/** @returns when to come back to this receiver, or null when nothing is left for it. */
async function deliverTo(receiver: string, deps: DeliveryDeps): Promise<Date | null> {
  const { store, clock, owner, logger } = deps;
  const now = clock.now();
  let pausedUntil = await store.lease(receiver, owner, now, after(now, leaseMs));
  if (pausedUntil === null) return after(now, postPauseMs);
  try {
    while (pausedUntil <= clock.now()) {
      const entry = await store.oldestQueued(receiver);
      if (entry === null) return null;
      if (entry.nextAttemptAt > clock.now()) return entry.nextAttemptAt;
      pausedUntil = after(clock.now(), await attempt(entry, deps));
    }
    return pausedUntil;
  } catch (error) {
    logger.error({ err: toError(error), receiver }, 'delivery interrupted; it will be tried again');
    pausedUntil = after(clock.now(), postPauseMs);
    return pausedUntil;
  } finally {
    await store.release(receiver, owner, clock.now(), pausedUntil);
  }
}

/** @returns for how many milliseconds the receiver must be left alone afterwards. */
async function attempt(entry: OutboxEntry, deps: DeliveryDeps): Promise<number> {
  const { store, transport, clock } = deps;
  if (entry.expiresAt <= clock.now()) {
    await (entry.error === null
      ? store.settle(entry.id, 'expired', clock.now())
      : fail(entry, entry.error, deps));
    return 0;
  }
  if (entry.postingSince === null && (await store.hasNewerText(entry))) {
    await store.settle(entry.id, 'replaced', clock.now());
    return 0;
  }
  const present = entry.key === undefined ? null : await store.posted(entry.to, entry.key);
  if (present) {
    const result = await transport.edit(entry, present);
    if (result.kind !== 'gone') {
      await settle(entry, result, deps);
      return result.kind === 'rate limited' ? result.retryAfterSeconds * 1_000 : editPauseMs;
    }
  }
  if (entry.editsOnly) {
    await store.settle(entry.id, 'replaced', clock.now());
    return 0;
  }
  return postOnce(entry, deps);
}

async function postOnce(entry: OutboxEntry, deps: DeliveryDeps): Promise<number> {
  const { store, transport, clock } = deps;
  if (entry.postingSince !== null) {
    const found = await transport.find(entry, entry.postingSince);
    if (found) {
      await store.settle(entry.id, 'sent', clock.now(), { posted: found });
      return 0;
    }
  }
  if (!(await store.markPosting(entry.id, clock.now()))) return 0;
  const result = await transport.post(entry);
  await settle(entry, result, deps);
  return result.kind === 'rate limited' ? result.retryAfterSeconds * 1_000 : postPauseMs;
}

async function settle(
  entry: OutboxEntry,
  result: DeliveryResult,
  deps: DeliveryDeps,
): Promise<void> {
  const { store, clock, random, logger } = deps;
  switch (result.kind) {
    case 'sent':
      return store.settle(entry.id, 'sent', clock.now(), { posted: result.posted });
    case 'refused':
      return fail(entry, result.error, deps);
    case 'rate limited':
      return store.markRetry(entry.id, {
        at: after(clock.now(), result.retryAfterSeconds * 1_000),
        error: 'Slack asked to wait (rate limit)',
        certainlyNotPosted: true,
      });
    case 'unavailable':
    case 'uncertain':
      logger.warn({ entry: entry.id, error: result.error }, 'delivery failed; it will be retried');
      return store.markRetry(entry.id, {
        at: after(clock.now(), retryDelayMs(entry.attempts + 1, random())),
        error: result.error,
        certainlyNotPosted: result.kind === 'unavailable',
      });
  }
}

async function fail(entry: OutboxEntry, error: string, deps: DeliveryDeps): Promise<void> {
  deps.logger.error({ entry: entry.id, to: entry.to, error }, 'message could not be delivered');
  await deps.store.settle(entry.id, 'failed', deps.clock.now(), { error });
  await deps.onFailed(entry, error);
}

function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const times = instants.filter((instant) => instant !== null).map((instant) => instant.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
