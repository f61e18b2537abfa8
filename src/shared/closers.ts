import { toError } from './errors.js';
import type { Logger } from './logger.js';

/** What has been opened, to be closed in the opposite order. */
export class Closers {
  readonly #logger: Logger;
  #closers: { readonly what: string; readonly close: () => Promise<void> }[] = [];

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(what: string, close: () => Promise<void>): void {
    this.#closers.push({ what, close });
  }

  /** Closes all, also when one of them fails. */
  async closeAll(): Promise<void> {
    const closers = this.#closers.toReversed();
    this.#closers = [];
    for (const { what, close } of closers) {
      try {
        await close();
      } catch (error) {
        this.#logger.error({ err: toError(error), what }, 'could not be closed');
      }
    }
  }
}
