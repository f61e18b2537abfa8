import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { Random } from '../shared/random.js';
import { type OutboxEntry, retryDelayMs } from './entry.js';
import { after } from './instants.js';
import type { OutboxStore } from './outbox-store.js';
import type { DeliveryResult, Transport, TransportCall } from './transport.js';

export interface AttemptDeps {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
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
  const { store, transport, clock } = deps;
  if (entry.expiresAt <= clock.now()) {
    await (entry.error === null
      ? store.settle(entry.id, 'expired', clock.now())
      : fail(entry, entry.error, deps));
    return clock.now();
  }
  if (entry.postingSince === null && (await store.hasNewerText(entry))) {
    await store.settle(entry.id, 'replaced', clock.now());
    return clock.now();
  }
  const present = entry.key === undefined ? null : await store.posted(entry.to, entry.key);
  if (present) {
    const wait = waitFor('edit', deps);
    if (wait) return wait;
    const result = await transport.edit(entry, present);
    if (result.kind !== 'gone') return settle(entry, result, editPauseMs, deps);
  }
  if (entry.editsOnly) {
    await store.settle(entry.id, 'replaced', clock.now());
    return clock.now();
  }
  return postOnce(entry, deps, isOurs);
}

async function postOnce(
  entry: OutboxEntry,
  deps: AttemptDeps,
  isOurs: () => boolean,
): Promise<Date> {
  const { store, transport, clock } = deps;
  if (entry.postingSince !== null) {
    const wait = waitFor('find', deps);
    if (wait) return wait;
    const found = await transport.find(entry, entry.postingSince);
    if (found.kind === 'sent') return settle(entry, found, 0, deps);
    if (found.kind !== 'absent') return tryLater(entry, found, false, deps);
  }
  const wait = waitFor('post', deps);
  if (wait) return wait;
  if (!(await store.markPosting(entry.id, clock.now()))) return clock.now();
  if (!isOurs()) throw new Error('The lease of the receiver ended before the message was posted');
  return settle(entry, await transport.post(entry), postPauseMs, deps);
}

function waitFor(call: TransportCall, { transport, clock }: AttemptDeps): Date | null {
  const readyAt = transport.readyAt(call);
  return readyAt > clock.now() ? readyAt : null;
}

/** @returns until when the receiver must be left alone: `pauseMs` unless the chat asks for more. */
async function settle(
  entry: OutboxEntry,
  result: DeliveryResult,
  pauseMs: number,
  deps: AttemptDeps,
): Promise<Date> {
  const { store, clock } = deps;
  const now = clock.now();
  switch (result.kind) {
    case 'sent':
      await store.settle(entry.id, 'sent', now, { posted: result.posted });
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
  await store.markRetry(entry.id, { at, error, certainlyNotPosted });
  return at;
}

async function fail(entry: OutboxEntry, error: string, deps: AttemptDeps): Promise<void> {
  deps.logger.error({ entry: entry.id, to: entry.to, error }, 'message could not be delivered');
  await deps.store.settle(entry.id, 'failed', deps.clock.now(), { error });
  await deps.onFailed(entry, error);
}
