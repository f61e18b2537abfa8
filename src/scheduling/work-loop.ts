import { toError } from '../shared/errors.js';
import type { Later } from '../shared/later.js';
import { doDueWork, type WorkDeps } from './do-work.js';

/** Work queued by another process is looked for so often. */
const longestWaitMs = 1_000;
/** While changes follow each other closely, what they ask for is collected for so long. */
const collectMs = 50;
/** Work that takes longer is interrupted for commands: they come first. */
const longestPassMs = 20;
/** How long the pause after a pass is, in passes: half of the time goes to work, or a tenth. */
const passesToPause = 1;
const passesToPauseWhenBusy = 9;
const longestPauseMs = 5_000;

export interface WorkLoopDeps extends WorkDeps {
  /** Whether somebody waits for an answer just now. */
  readonly isBusy: () => boolean;
  readonly later: Later;
}

/** Does queued work as soon as it is woken, or as it becomes due. */
export class WorkLoop {
  readonly #deps;
  #working: Promise<void> | null = null;
  #cancelNext: () => void = () => {};
  #isIdle = true;
  #isWoken = false;
  #isStopped = true;

  constructor(deps: WorkLoopDeps) {
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
    this.#cancelNext();
    await this.#working;
  }

  #begin(): void {
    this.#cancelNext();
    this.#isIdle = false;
    this.#isWoken = false;
    this.#working = this.#work();
  }

  async #work(): Promise<void> {
    const { clock, logger, isBusy, later } = this.#deps;
    const begun = clock.now().getTime();
    try {
      const { isAll } = await doDueWork(this.#deps, new Date(begun + longestPassMs));
      this.#isWoken ||= !isAll;
    } catch (error) {
      logger.error({ err: toError(error) }, 'looking for work failed; trying again');
    }
    if (this.#isStopped) return;
    this.#isIdle = !this.#isWoken;
    const passMs = clock.now().getTime() - begun;
    const waitMs = this.#isIdle ? longestWaitMs : pauseAfterMs(passMs, isBusy());
    this.#cancelNext = later(waitMs, () => this.#begin());
  }
}

function pauseAfterMs(passMs: number, isBusy: boolean): number {
  const pausePerPass = isBusy ? passesToPauseWhenBusy : passesToPause;
  return Math.min(longestPauseMs, Math.max(collectMs, pausePerPass * passMs));
}
