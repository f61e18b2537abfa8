import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { Random } from '../shared/random.js';
import type { InTransaction } from '../storage/index.js';
import type { DeliveryPolicy, Hold } from './delivery-policy.js';
import { type OutboxEntry, type PostedAt, retryDelayMs } from './entry.js';
import { after } from './instants.js';
import { mergeWithOthers } from './merge.js';
import type { OutboxStore } from './outbox-store.js';
import type { QueueStore } from './queue-store.js';
import type { DeliveryResult, Transport, TransportCall } from './transport.js';

export interface AttemptDeps {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly policy: DeliveryPolicy;
  readonly inTransaction: InTransaction;
  /** Called once an entry has become `failed`. */
  readonly onFailed: (entry: OutboxEntry, error: string) => Promise<void>;
}

/** Slack takes about one message a second in each channel (docs.slack.dev, rate limits). */
const postPauseMs = 1_050;
const editPauseMs = 300;

/**
 * Tries once to deliver `entry`, whose receiver nobody else writes to meanwhile.
 * @param isOurs whether that is still so
 * @returns until when the receiver must be left alone.
 */
export async function attemptDelivery(
  entry: OutboxEntry,
  deps: AttemptDeps,
  isOurs: () => boolean,
): Promise<Date> {
  const { transport, clock } = deps;
  const { queue } = deps.store;
  if (entry.expiresAt <= clock.now()) {
    await (entry.error === null
      ? queue.settle(entry.id, 'expired', clock.now())
      : fail(entry, entry.error, deps));
    return clock.now();
  }
  if (entry.postingSince === null && (await queue.hasNewerText(entry))) {
    await queue.settle(entry.id, 'replaced', clock.now());
    return clock.now();
  }
  const present = await standing(entry, queue);
  if (present) {
    const wait = waitFor('edit', deps);
    if (wait) return wait;
    const result = await transport.edit(entry, present);
    if (result.kind !== 'gone') return settle(entry, result, { pauseMs: editPauseMs }, deps);
  }
  if (entry.editsOnly && !(await isPartOfMerged(entry, queue))) {
    await queue.settle(entry.id, 'replaced', clock.now());
    return clock.now();
  }
  if (entry.postingSince === null) {
    const verdictOn = await deps.policy.of(entry.to, clock.now());
    const verdict = verdictOn(entry);
    if (verdict.kind === 'hold') {
      await hold(entry, verdict, deps);
      return clock.now();
    }
    if (verdict.kind === 'mute') {
      await queue.settle(entry.id, 'muted', clock.now(), { error: verdict.reason });
      return clock.now();
    }
    if (verdict.mayMerge && (await mergeWithOthers(entry, verdictOn, deps))) return clock.now();
  }
  return postOnce(entry, deps, isOurs);
}

/** Holds `entry`, unless its receiver has decided otherwise since it was judged. */
async function hold(entry: OutboxEntry, until: Hold, deps: AttemptDeps): Promise<void> {
  const { policy, clock } = deps;
  const { queue } = deps.store;
  await queue.hold(entry, until, clock.now());
  const verdictOn = await policy.of(entry.to, clock.now());
  if (verdictOn(entry).kind !== 'hold') await queue.endHold(entry.id, clock.now());
}

/** Where the message stands that `entry` edits; null when it is to be posted. */
async function standing(entry: OutboxEntry, queue: QueueStore): Promise<PostedAt | null> {
  return entry.key === undefined || entry.repeats ? null : queue.posted(entry.to, entry.key);
}

async function isPartOfMerged({ to, key }: OutboxEntry, queue: QueueStore): Promise<boolean> {
  return key !== undefined && queue.isMerged(to, key);
}

async function postOnce(
  entry: OutboxEntry,
  deps: AttemptDeps,
  isOurs: () => boolean,
): Promise<Date> {
  const { transport, clock } = deps;
  const { queue } = deps.store;
  if (entry.postingSince !== null) {
    const wait = waitFor('find', deps);
    if (wait) return wait;
    const found = await transport.find(entry, entry.postingSince);
    if (found.kind === 'sent') return settle(entry, found, { pauseMs: 0, isNew: true }, deps);
    if (found.kind !== 'absent') return tryLater(entry, found, false, deps);
  }
  const wait = waitFor('post', deps);
  if (wait) return wait;
  if (!(await queue.markPosting(entry.id, clock.now()))) return clock.now();
  if (!isOurs()) throw new Error('The lease of the receiver ended before the message was posted');
  return settle(entry, await transport.post(entry), { pauseMs: postPauseMs, isNew: true }, deps);
}

function waitFor(call: TransportCall, { transport, clock }: AttemptDeps): Date | null {
  const readyAt = transport.readyAt(call);
  return readyAt > clock.now() ? readyAt : null;
}

/** @returns until when the receiver must be left alone: `pauseMs` unless the chat asks for more. */
async function settle(
  entry: OutboxEntry,
  result: DeliveryResult,
  { pauseMs, isNew = false }: { readonly pauseMs: number; readonly isNew?: boolean },
  deps: AttemptDeps,
): Promise<Date> {
  const { clock } = deps;
  const { queue } = deps.store;
  const now = clock.now();
  switch (result.kind) {
    case 'sent':
      await queue.settle(entry.id, 'sent', now, {
        posted: result.posted,
        ...(isNew && { postedAt: now }),
      });
      return after(now, pauseMs);
    case 'refused':
      await fail(entry, result.error, deps);
      return after(now, pauseMs);
    case 'rate limited':
    case 'unavailable':
      return tryLater(entry, result, true, deps);
    case 'uncertain':
      return tryLater(entry, result, false, deps);
  }
}

/** @returns when `entry` is tried again. */
async function tryLater(
  entry: OutboxEntry,
  result: Exclude<DeliveryResult, { kind: 'sent' }>,
  certainlyNotPosted: boolean,
  { store, clock, random, logger }: AttemptDeps,
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

async function fail(entry: OutboxEntry, error: string, deps: AttemptDeps): Promise<void> {
  deps.logger.error({ entry: entry.id, to: entry.to, error }, 'message could not be delivered');
  await deps.store.queue.settle(entry.id, 'failed', deps.clock.now(), { error });
  await deps.onFailed(entry, error);
}
