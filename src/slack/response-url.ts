import { toError } from '../shared/errors.js';
import type { RenderedMessage } from './rendering/index.js';

const timeoutMs = 5_000;

/**
 * Sends a private answer to the address that Slack gave with a request; good for 5 answers within
 * 30 minutes.
 * @param replaceOriginal only for a private message; a public one would be replaced for everybody
 * @returns null when Slack took it, otherwise why not.
 */
export async function postToResponseUrl(
  url: string,
  answer: RenderedMessage,
  replaceOriginal = false,
): Promise<Error | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: replaceOriginal,
        ...answer,
      }),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    await response.arrayBuffer();
    return response.ok ? null : new Error(`Slack answered ${response.status}`);
  } catch (error) {
    return toError(error);
  }
}
