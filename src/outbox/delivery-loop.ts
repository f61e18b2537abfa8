import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { DeliveryLanes } from './delivery-lanes.js';

/** Messages queued by another process are looked for so often. */
const longestWaitMs = 1_000;

export interface DeliveryLoopDeps {
  readonly lanes: Pick<DeliveryLanes, 'wake' | 'advance' | 'close'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Lets the lanes go on whenever something was queued, becomes due, or a lane has come to rest. */
export class DeliveryLoop {
  readonly #deps: DeliveryLoopDeps;
  #advancing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #askedAgain = false;
  #stopped = true;

  constructor(deps: DeliveryLoopDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Goes on at once with what was queued for those receivers, or looks for whom it was queued. */
  wake(receivers?: readonly string[]): void {
    this.#deps.lanes.wake(receivers);
    this.#goOn();
  }

  /** Resolves once what is being delivered has been, or has failed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#advancing;
    await this.#deps.lanes.close();
  }

  #goOn(): void {
    if (this.#stopped) return;
    this.#askedAgain = this.#advancing !== null;
    if (this.#askedAgain) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#advancing = this.#advance();
  }

  async #advance(): Promise<void> {
    const { lanes, clock, logger } = this.#deps;
    let waitMs = longestWaitMs;
    try {
      const nextAt = await lanes.advance(() => this.#goOn());
      if (nextAt) waitMs = Math.min(waitMs, Math.max(0, nextAt.getTime() - clock.now().getTime()));
    } catch (error) {
      logger.error({ err: toError(error) }, 'looking for messages failed; trying again');
    }
    this.#advancing = null;
    if (this.#stopped) return;
    if (this.#askedAgain) this.#goOn();
    else this.#timer = setTimeout(() => this.#goOn(), waitMs);
  }
}
