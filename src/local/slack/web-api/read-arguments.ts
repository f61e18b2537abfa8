import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/exchange.js';
import { type JsonObject, parseJsonObject } from '../json.js';
import { SlackError } from './slack-error.js';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Arguments from the query string and from a form, JSON or multipart body. */
export async function readArguments(request: IncomingMessage): Promise<JsonObject> {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const body = await readBody(request, MAX_BODY_BYTES);
  return { ...Object.fromEntries(query), ...(await parse(body, request)) };
}

async function parse(body: Buffer, request: IncomingMessage): Promise<JsonObject> {
  const contentType = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (contentType.startsWith('application/json')) {
    const values = parseJsonObject(body.toString());
    if (!values) throw new SlackError('invalid_json');
    return values;
  }
  if (contentType.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    return Object.fromEntries(form);
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString()));
  }
  throw new SlackError('invalid_post_type');
}
