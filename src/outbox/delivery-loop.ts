import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';

/** Messages queued by another process are seen after this time at the latest. */
const longestWaitMs = 1_000;

export interface DeliveryLoopDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** One pass; returns when the next one is due. */
  readonly deliverDue: () => Promise<Date | null>;
}

/** Runs deliveries one pass at a time: at once when woken, and when something becomes due. */
export class DeliveryLoop {
  readonly #deps: DeliveryLoopDeps;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #wokenWhileRunning = false;
  #stopped = true;

  constructor(deps: DeliveryLoopDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#wokenWhileRunning = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#running = this.#pass();
  }

  /** Resolves once the pass under way, if any, has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }

  async #pass(): Promise<void> {
    let waitMs = longestWaitMs;
    try {
      const nextAt = await this.#deps.deliverDue();
      if (nextAt) {
        waitMs = Math.min(waitMs, Math.max(0, nextAt.getTime() - this.#deps.clock.now().getTime()));
      }
    } catch (error) {
      this.#deps.logger.error({ err: toError(error) }, 'delivery pass failed; trying again');
    }
    this.#running = null;
    if (this.#stopped) return;
    if (this.#wokenWhileRunning) {
      this.#wokenWhileRunning = false;
      this.wake();
      return;
    }
    this.#timer = setTimeout(() => this.wake(), waitMs);
  }
}
