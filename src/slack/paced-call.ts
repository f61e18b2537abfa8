import { rateLimitSeconds } from './delivery-errors.js';
import type { PacedMethod } from './method-limits.js';
import { MethodLimitedError, type MethodPacer } from './method-pacer.js';

/**
 * Makes a call of Slack's Web API at the pacer's pace, and tells the pacer when Slack asks to wait.
 * @throws MethodLimitedError when it is too early for the call; nothing was done then.
 */
export async function pacedCall<T>(
  pacer: MethodPacer,
  method: PacedMethod,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await pacer.call(method, run);
  } catch (error) {
    const seconds = rateLimitSeconds(error);
    if (seconds === null) throw error;
    pacer.limit(method, seconds);
    throw new MethodLimitedError(method, seconds, error);
  }
}
