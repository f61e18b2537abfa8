import type { Clock } from '../../../shared/clock.js';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Allowances that refill steadily, one per key. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  /**
   * Takes one token of `key`, of which there are at most `capacity`, refilled at `perSecond`.
   * Returns 0 when there was one, else the whole seconds until the next.
   */
  take(key: string, capacity: number, perSecond: number): number {
    const now = this.clock.now().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: capacity, filledAt: now };
    const refilled = (Math.max(0, now - bucket.filledAt) / 1000) * perSecond;
    const tokens = Math.min(capacity, bucket.tokens + refilled);
    const taken = tokens >= 1;
    this.#buckets.set(key, { tokens: taken ? tokens - 1 : tokens, filledAt: now });
    return taken ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}
