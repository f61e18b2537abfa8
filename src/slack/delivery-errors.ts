import webApi from '@slack/web-api';
import type { DeliveryResult, PreparationFailure } from '../outbox/index.js';
import { toError } from '../shared/errors.js';
import { MethodLimitedError } from './method-pacer.js';

/** Slack's own troubles, after which the message may or may not stand in the channel. */
const uncertainErrors = new Set(['internal_error', 'fatal_error', 'request_timeout']);

/** What an operator can mend while the message waits. */
const mendableErrors = new Set([
  'service_unavailable',
  'accesslimited',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'missing_scope',
  'team_access_not_granted',
]);

/** Connections that never reached Slack. */
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const defaultRetryAfterSeconds = 30;

/** For how many seconds Slack asks to leave the method alone; null when it failed otherwise. */
export function rateLimitSeconds(thrown: unknown): number | null {
  if (thrown instanceof webApi.WebAPIRateLimitedError) return thrown.retryAfter;
  const isLimit =
    thrown instanceof webApi.WebAPIPlatformError && thrown.data.error === 'ratelimited';
  return isLimit ? defaultRetryAfterSeconds : null;
}

/** What a failed call of the Web API means for the message that it was to deliver. */
export function classifyDeliveryError(thrown: unknown): Exclude<DeliveryResult, { kind: 'sent' }> {
  if (thrown instanceof MethodLimitedError) return rateLimited(thrown);
  if (thrown instanceof webApi.WebAPIPlatformError) {
    const { error } = thrown.data;
    if (uncertainErrors.has(error)) return { kind: 'uncertain', error };
    if (mendableErrors.has(error)) return { kind: 'unavailable', error };
    return { kind: 'refused', error };
  }
  const error = toError(thrown);
  return { kind: isUnreachable(error) ? 'unavailable' : 'uncertain', error: error.message };
}

/** What it means for a message that it could not be composed: the same words fail the same way. */
export function classifyPreparationError(thrown: unknown): PreparationFailure {
  return thrown instanceof MethodLimitedError
    ? rateLimited(thrown)
    : { kind: 'refused', error: toError(thrown).message };
}

function rateLimited({ method, retryAfterSeconds }: MethodLimitedError) {
  return { kind: 'rate limited' as const, method, retryAfterSeconds };
}

function isUnreachable(error: Error): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && unreachableCodes.has(cause.code))
      return true;
    cause = 'original' in cause && cause.original !== cause ? cause.original : cause.cause;
  }
  return false;
}
