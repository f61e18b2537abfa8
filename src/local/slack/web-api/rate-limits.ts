import type { Clock } from '../../../shared/clock.js';
import { type Method, TIERS } from './method.js';
import { TokenBuckets } from './token-buckets.js';

/** Slack allows one message a second and conversation, and short bursts above it. */
const POSTING = { burst: 5, perSecond: 1 } as const;

export class RateLimits {
  readonly #buckets: TokenBuckets;

  constructor(clock: Clock) {
    this.#buckets = new TokenBuckets(clock);
  }

  /**
   * Seconds to wait before this call, 0 when it may go ahead and is counted.
   * @param conversation to which a message would be posted
   */
  take(method: Method, conversation: string): number {
    const perMinute = TIERS[method.tier];
    const wait = this.#buckets.take(method.name, perMinute, perMinute / 60);
    if (wait > 0 || method.name !== 'chat.postMessage') return wait;
    return this.#buckets.take(`posting to ${conversation}`, POSTING.burst, POSTING.perSecond);
  }
}
