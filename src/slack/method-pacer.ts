import type { Clock } from '../shared/clock.js';
import { callsPerMinute, type PacedMethod } from './method-limits.js';

/** A method of the Web API takes no calls for the time being. */
export class MethodLimitedError extends Error {
  readonly method: PacedMethod;
  readonly retryAfterSeconds: number;

  constructor(method: PacedMethod, retryAfterSeconds: number, cause?: unknown) {
    super(`Slack takes no ${method} for ${retryAfterSeconds} s`, { cause });
    this.name = 'MethodLimitedError';
    this.method = method;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface Allowance {
  tokens: number;
  filledAt: number;
  limitedUntil: number;
}

/** Share of a minute's calls that may be made at once; with the refill they stay below the limit. */
const burstShare = 0.2;

/**
 * Keeps this process below each method's limit, and away from a method for as long as Slack has
 * asked. Methods are independent of each other. In no 60 s are there more calls than the limit.
 */
export class MethodPacer {
  readonly #clock: Clock;
  readonly #allowances = new Map<PacedMethod, Allowance>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The instant from which `method` may be called. */
  readyAt(method: PacedMethod): Date {
    const { tokens, filledAt, limitedUntil } = this.#allowance(method);
    const missing = Math.max(0, 1 - tokens);
    const refilledAt = missing === 0 ? filledAt : filledAt + missing / refillPerMs(method);
    return new Date(Math.ceil(Math.max(refilledAt, limitedUntil)));
  }

  /**
   * Makes a call of `method` and counts it.
   * @throws MethodLimitedError without calling when it is too early.
   */
  async call<T>(method: PacedMethod, run: () => Promise<T>): Promise<T> {
    const waitMs = this.readyAt(method).getTime() - this.#clock.now().getTime();
    if (waitMs > 0) throw new MethodLimitedError(method, waitMs / 1_000);
    this.#allowance(method).tokens -= 1;
    return run();
  }

  /** Slack has refused a call: no more for so long. */
  limit(method: PacedMethod, retryAfterSeconds: number): void {
    this.#allowance(method).limitedUntil = this.#clock.now().getTime() + retryAfterSeconds * 1_000;
  }

  #allowance(method: PacedMethod): Allowance {
    const now = this.#clock.now().getTime();
    const capacity = callsPerMinute[method] * burstShare;
    const known = this.#allowances.get(method) ?? {
      tokens: capacity,
      filledAt: now,
      limitedUntil: 0,
    };
    const refilled = Math.max(0, now - known.filledAt) * refillPerMs(method);
    known.tokens = Math.min(capacity, known.tokens + refilled);
    known.filledAt = now;
    this.#allowances.set(method, known);
    return known;
  }
}

function refillPerMs(method: PacedMethod): number {
  return (callsPerMinute[method] * (1 - burstShare)) / 60_000;
}
