import type { IncomingMessage } from 'node:http';
import { respond } from '../delivery/respond.js';
import { parseJsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import { SlackError } from '../web-api/slack-error.js';
import { readBody, type Respond, sendJson, sendText } from './exchange.js';

const MAX_BODY_BYTES = 1024 * 1024;

/** `POST /response/<token>`: a later answer to a command or an interaction. */
export async function handleResponseUrl(
  token: string,
  platform: Platform,
  request: IncomingMessage,
  response: Respond,
): Promise<void> {
  const body = (await readBody(request, MAX_BODY_BYTES)).toString();
  try {
    const place = platform.responseUrls.use(token);
    respond(place, parseJsonObject(body) ?? { text: body }, platform);
    await platform.workspace.store.durable();
    sendText(response, 200, 'ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const isGone = error.code === 'expired_url' || error.code === 'used_url';
    sendJson(response, isGone ? 404 : 400, { ok: false, error: error.code, ...error.details });
  }
}
