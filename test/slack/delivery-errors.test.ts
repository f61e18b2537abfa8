import webApi from '@slack/web-api';
import { classifyDeliveryError } from '../../src/slack/delivery-errors.js';

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

  test('with a rate limit waits as long as Slack asks', () => {
    expect(classifyDeliveryError(new webApi.WebAPIRateLimitedError(17))).toEqual({
      kind: 'rate limited',
      retryAfterSeconds: 17,
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
