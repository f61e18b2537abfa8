import type { DeliveryPolicy, Hold } from './delivery-policy.js';
import type { OutboxEntry, PostedAt } from './entry.js';
import { after } from './instants.js';
import { mergeWithOthers } from './merge.js';
import { expire, fail, type OutcomeDeps, settleSent, tryLater } from './outcome.js';
import type { QueueStore } from './queue-store.js';
import type { DeliveryResult, PreparationFailure, Transport, TransportCall } from './transport.js';

export interface AttemptDeps extends OutcomeDeps {
  readonly transport: Transport;
  readonly policy: DeliveryPolicy;
}

/** Slack takes about one message a second in each channel (docs.slack.dev, rate limits). */
const postPauseMs = 1_050;
const editPauseMs = 300;

/**
 * Tries once to deliver `entry`, whose receiver nobody else writes to meanwhile. When it is rewritten
 * meanwhile it goes on waiting, for an attempt with its new words.
 * @param isOurs whether the receiver is still this lane's alone
 * @returns until when the receiver must be left alone.
 */
export async function attemptDelivery(
  entry: OutboxEntry,
  deps: AttemptDeps,
  isOurs: () => boolean,
): Promise<Date> {
  const { clock } = deps;
  const { queue } = deps.store;
  if (entry.expiresAt <= clock.now()) {
    await expire(entry, deps);
    return clock.now();
  }
  if (await isOutdated(entry, queue)) {
    await queue.settle(entry, 'replaced', clock.now());
    return clock.now();
  }
  const present = await standing(entry, queue);
  if (present) {
    const until = await edit(entry, present, deps);
    if (until) return until;
  }
  if (entry.editsOnly && !(await isPartOfMerged(entry, queue))) {
    await queue.settle(entry, 'replaced', clock.now());
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
      await queue.settle(entry, 'muted', clock.now(), { error: verdict.reason });
      return clock.now();
    }
    if (verdict.mayMerge && (await mergeWithOthers(entry, verdictOn, deps))) return clock.now();
  }
  return postOnce(entry, deps, isOurs);
}

/**
 * Whether a newer text takes the place of this one. One that still waits does not while this one may
 * stand in the chat: that is found out first, so that the newer one edits it.
 */
function isOutdated(entry: OutboxEntry, queue: QueueStore): Promise<boolean> {
  const mayStand = entry.postingSince !== null;
  return queue.hasNewerText(entry, ['sent', 'merged', ...(mayStand ? [] : ['queued' as const])]);
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
  if (entry.edits !== undefined) return queue.postedBy(entry.edits);
  return entry.key === undefined || entry.repeats ? null : queue.posted(entry.to, entry.key);
}

async function isPartOfMerged({ to, key }: OutboxEntry, queue: QueueStore): Promise<boolean> {
  return key !== undefined && queue.isMerged(to, key);
}

/** @returns until when the receiver must be left alone; null when the message is gone. */
async function edit(entry: OutboxEntry, at: PostedAt, deps: AttemptDeps): Promise<Date | null> {
  const { transport, clock } = deps;
  const wait = waitFor('edit', deps);
  if (wait) return wait;
  const prepared = await transport.prepare(entry);
  if (prepared.kind !== 'prepared') return notPrepared(entry, prepared, deps);
  const result = await prepared.edit(at);
  switch (result.kind) {
    case 'gone':
      return null;
    case 'sent':
      await settleSent(entry, { posted: result.posted }, deps);
      return after(clock.now(), editPauseMs);
    case 'refused':
      await fail(entry, result.error, {}, deps);
      return after(clock.now(), editPauseMs);
    case 'rate limited':
    case 'unavailable':
    case 'uncertain':
      return tryLater(entry, result, false, deps);
  }
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
    if (found.kind === 'sent') {
      const now = clock.now();
      await settleSent(entry, { posted: found.posted, postedAt: now }, deps);
      return now;
    }
    if (found.kind !== 'absent') return tryLater(entry, found, false, deps);
  }
  const wait = waitFor('post', deps);
  if (wait) return wait;
  const prepared = await transport.prepare(entry);
  if (prepared.kind !== 'prepared') return notPrepared(entry, prepared, deps);
  if (!(await queue.markPosting(entry, clock.now()))) return clock.now();
  if (!isOurs()) throw new Error('The lease of the receiver ended before the message was posted');
  return afterPost(entry, await prepared.post(), deps);
}

/** @returns until when the receiver must be left alone. */
async function afterPost(
  entry: OutboxEntry,
  result: DeliveryResult,
  deps: AttemptDeps,
): Promise<Date> {
  const now = deps.clock.now();
  switch (result.kind) {
    case 'sent':
      await settleSent(entry, { posted: result.posted, postedAt: now }, deps);
      return after(now, postPauseMs);
    case 'refused':
      await fail(entry, result.error, { postingSince: null }, deps);
      return after(now, postPauseMs);
    case 'rate limited':
    case 'unavailable':
      return tryLater(entry, result, true, deps);
    case 'uncertain':
      return tryLater(entry, result, false, deps);
  }
}

async function notPrepared(
  entry: OutboxEntry,
  failure: PreparationFailure,
  deps: AttemptDeps,
): Promise<Date> {
  if (failure.kind === 'rate limited') return tryLater(entry, failure, false, deps);
  await fail(entry, failure.error, {}, deps);
  return deps.clock.now();
}

function waitFor(call: TransportCall, { transport, clock }: AttemptDeps): Date | null {
  const readyAt = transport.readyAt(call);
  return readyAt > clock.now() ? readyAt : null;
}
