import type { Clock } from '../../../shared/clock.js';

/**
 * Message timestamps as Slack writes them (`seconds.microseconds`): unique in the workspace and
 * rising even when the clock stands still or steps back.
 */
export class Timestamps {
  #lastMicroseconds: number;

  constructor(
    private readonly clock: Clock,
    existing: Iterable<string>,
  ) {
    this.#lastMicroseconds = 0;
    for (const ts of existing) {
      this.#lastMicroseconds = Math.max(this.#lastMicroseconds, Number(ts.replace('.', '')));
    }
  }

  next(): string {
    const now = this.clock.now().getTime() * 1000;
    this.#lastMicroseconds = Math.max(now, this.#lastMicroseconds + 1);
    const digits = String(this.#lastMicroseconds).padStart(16, '0');
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }
}
