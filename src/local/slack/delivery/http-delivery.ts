import { parseJsonObject, textOf } from '../json.js';
import type { Platform } from '../platform.js';
import type { Delivery, Envelope } from './envelope.js';
import { signatureHeaders } from './signature.js';

/** Posts `envelope` to the app's request URL, signed, and waits for its answer. */
export async function deliverOverHttp(
  url: string,
  envelope: Envelope,
  platform: Platform,
  withinMs: number,
): Promise<Delivery> {
  const { contentType, body } = encode(envelope);
  const headers = {
    'content-type': contentType,
    ...signatureHeaders(
      platform.options.credentials.signingSecret,
      body,
      platform.workspace.clock.now(),
    ),
    ...(envelope.retry && {
      'x-slack-retry-num': String(envelope.retry.number),
      'x-slack-retry-reason': envelope.retry.reason,
    }),
  };
  try {
    const signal = AbortSignal.timeout(withinMs);
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await response.text();
    if (!response.ok) return { kind: 'failed', reason: 'http_error' };
    return { kind: 'acknowledged', body: parseJsonObject(text) ?? (text || undefined) };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return { kind: 'timed_out' };
    platform.logger.warn({ err: error, url }, 'the app could not be reached');
    return { kind: 'failed', reason: 'connection_failed' };
  }
}

function encode({ type, payload }: Envelope): { contentType: string; body: string } {
  if (type === 'events_api') {
    return { contentType: 'application/json', body: JSON.stringify(payload) };
  }
  const fields = type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [name, textOf(value)] as [string, string]),
  );
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() };
}
