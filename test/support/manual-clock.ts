import { type Clock, systemClock } from '../../src/shared/clock.js';
import type { Every } from '../../src/shared/every.js';

/** Before the machine's time: Slack's clock, which is the machine's, is never behind the bot's. */
const tuesdayMorning = Date.parse('2026-02-10T10:00:00Z');

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #now: Date;

  constructor(start: string) {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(instant: string | Date): void {
    this.#now = new Date(instant);
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/**
 * A clock that begins at the same moment of a working week whenever a test runs, goes on as the
 * machine's does, and can be put forward.
 */
export class RunningClock implements Clock {
  #ahead = tuesdayMorning - systemClock.now().getTime();

  now(): Date {
    return new Date(systemClock.now().getTime() + this.#ahead);
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** For work that is over before it would be time. */
export const notWithinTheTest: Every = () => () => {};
