import webApi from '@slack/web-api';
import { classifyDeliveryError } from '../../src/slack/delivery-errors.js';
import { MethodPacer } from '../../src/slack/method-pacer.js';
import { pacedCall } from '../../src/slack/paced-call.js';
import { ManualClock } from '../support/manual-clock.js';

function platform(error: string): Error {
  return new webApi.WebAPIPlatformError({ ok: false, error });
}

describe('a failed delivery', () => {
  test.each([
    ['not_in_channel', 'refused'],
    ['msg_too_long', 'refused'],
    ['invalid_blocks', 'refused'],
    ['token_revoked', 'unavailable'],
    ['missing_scope', 'unavailable'],
    ['internal_error', 'uncertain'],
    ['fatal_error', 'uncertain'],
  ])('with Slack answering %s is %s', (error, kind) => {
    expect(classifyDeliveryError(platform(error))).toEqual({ kind, error });
  });

  test.each([
    [new webApi.WebAPIRateLimitedError(17), 17],
    [platform('ratelimited'), 30],
  ])('with a rate limit waits as long as Slack asks', async (limit, retryAfterSeconds) => {
    const pacer = new MethodPacer(new ManualClock('2026-11-20T09:00:00Z'));
    const thrown: unknown = await pacedCall(pacer, 'chat.update', () =>
      Promise.reject(limit),
    ).catch((error: unknown) => error);

    expect(classifyDeliveryError(thrown)).toEqual({
      kind: 'rate limited',
      method: 'chat.update',
      retryAfterSeconds,
    });
  });

  test('with a connection that was refused certainly posted nothing', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const error = new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause: refused }));

    expect(classifyDeliveryError(error).kind).toBe('unavailable');
  });

  test('with a connection that broke may have posted', () => {
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const error = new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause: reset }));

    expect(classifyDeliveryError(error).kind).toBe('uncertain');
  });

  test('with a server error may have posted', () => {
    expect(classifyDeliveryError(new webApi.WebAPIHTTPError(503, 'busy', {})).kind).toBe(
      'uncertain',
    );
  });
});
