import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { QueuedWork, WorkStore } from './work-store.js';

/**
 * Does one item; safe to repeat, because a crash may interrupt it anywhere. What it resolves to is
 * when to try again because it is too early, or null when it is done.
 */
export type WorkHandler = (item: QueuedWork) => Promise<Date | null>;

export interface WorkDeps {
  readonly store: WorkStore;
  readonly handlers: Readonly<Record<string, WorkHandler>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Another process does again what one that was killed had begun after this long. */
const leaseMs = 60_000;
const firstRetryMs = 60_000;
const mostRetries = 3;

/**
 * Does what is due, one item after the other, until `until` at the latest; what has begun by then is
 * ended. @returns how many it tried, and whether that was all.
 */
export async function doDueWork(
  deps: WorkDeps,
  until?: Date,
): Promise<{ readonly tried: number; readonly isAll: boolean }> {
  for (let tried = 0; ; tried += 1) {
    const now = deps.clock.now();
    if (until && now > until) return { tried, isAll: false };
    const item = await deps.store.claim(now, new Date(now.getTime() + leaseMs));
    if (!item) return { tried, isAll: true };
    await doItem(deps, item);
  }
}

async function doItem({ store, handlers, clock, logger }: WorkDeps, item: QueuedWork) {
  try {
    const handler = handlers[item.kind];
    if (!handler) throw new Error(`nobody knows how to do “${item.kind}”`);
    const again = await handler(item);
    if (again === null) await store.settle(item);
    else await store.putOff(item, { ...item, dueAt: again });
  } catch (thrown) {
    const error = toError(thrown);
    const failures = item.failures + 1;
    const isLast = failures > mostRetries;
    logger.error({ err: error, work: item.id, failures, isLast }, 'work in the background failed');
    await store.putOff(item, {
      state: isLast ? 'failed' : 'waiting',
      failures,
      error: error.message,
      dueAt: new Date(clock.now().getTime() + retryDelayMs(failures)),
    });
  }
}

/** 60 s x 2^n after the first, second and third failure. */
export function retryDelayMs(failures: number): number {
  return firstRetryMs * 2 ** (failures - 1);
}
