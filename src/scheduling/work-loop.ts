import { toError } from '../shared/errors.js';
import { doDueWork, type WorkDeps } from './do-work.js';

/** Work queued by another process is looked for so often. */
const longestWaitMs = 1_000;

/** Does queued work as soon as it is woken, or as it becomes due. */
export class WorkLoop {
  readonly #deps;
  #working: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #askedAgain = false;
  #stopped = true;

  constructor(deps: WorkDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Looks at once for what was queued. */
  wake(): void {
    if (this.#stopped) return;
    this.#askedAgain = this.#working !== null;
    if (this.#askedAgain) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#working = this.#work();
  }

  /** Resolves once what is being done has been, or has failed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
  }

  async #work(): Promise<void> {
    try {
      await doDueWork(this.#deps);
    } catch (error) {
      this.#deps.logger.error({ err: toError(error) }, 'looking for work failed; trying again');
    }
    this.#working = null;
    if (this.#stopped) return;
    if (this.#askedAgain) this.wake();
    else this.#timer = setTimeout(() => this.wake(), longestWaitMs);
  }
}
