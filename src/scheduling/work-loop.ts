import { toError } from '../shared/errors.js';
import { doDueWork, type WorkDeps } from './do-work.js';

/** Work queued by another process is looked for so often. */
const longestWaitMs = 1_000;
/** While changes follow each other closely, what they ask for is collected for so long. */
const collectMs = 50;

/** Does queued work as soon as it is woken, or as it becomes due. */
export class WorkLoop {
  readonly #deps;
  #working: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isIdle = true;
  #isWoken = false;
  #isStopped = true;

  constructor(deps: WorkDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#isStopped = false;
    this.wake();
  }

  /** Looks for what was queued: at once when idle, otherwise soon after what is being done. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isIdle && !this.#isStopped) this.#begin();
  }

  /** Resolves once what is being done has been, or has failed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
  }

  #begin(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#isIdle = false;
    this.#isWoken = false;
    this.#working = this.#work();
  }

  async #work(): Promise<void> {
    try {
      await doDueWork(this.#deps);
    } catch (error) {
      this.#deps.logger.error({ err: toError(error) }, 'looking for work failed; trying again');
    }
    if (this.#isStopped) return;
    this.#isIdle = !this.#isWoken;
    this.#timer = setTimeout(() => this.#begin(), this.#isIdle ? longestWaitMs : collectMs);
  }
}
