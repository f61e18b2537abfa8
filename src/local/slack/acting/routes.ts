import type { IncomingMessage } from 'node:http';
import { readBody, type Respond, sendJson } from '../http/exchange.js';
import type { Changes } from '../workspace/changes.js';
import { type Acting, ActingError } from './acting.js';
import { actingInputs } from './inputs.js';

const MAX_BODY_BYTES = 256 * 1024;

/** `POST /local/<operation>` with the operation's input as JSON -> `{ ok, result | error }`. */
export async function handleActing(
  name: string,
  acting: Acting,
  request: IncomingMessage,
  response: Respond,
): Promise<void> {
  if (!Object.hasOwn(actingInputs, name)) {
    return sendJson(response, 404, { ok: false, error: `there is no operation ${name}` });
  }
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return sendJson(response, 415, { ok: false, error: 'the body must be JSON' });
  }
  const operation = name as keyof typeof actingInputs;
  const input = actingInputs[operation].safeParse(
    parsed((await readBody(request, MAX_BODY_BYTES)).toString()),
  );
  if (!input.success) return sendJson(response, 400, { ok: false, error: input.error.message });
  try {
    const run = acting[operation] as (given: unknown) => Promise<unknown>;
    sendJson(response, 200, { ok: true, result: await run(input.data) });
  } catch (error) {
    if (!(error instanceof ActingError)) throw error;
    sendJson(response, 400, { ok: false, error: error.message });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A stream of the workspace's revisions, one event a change. */
export function streamChanges(changes: Changes, response: Respond): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (revision: number): boolean => response.write(`data: ${revision}\n\n`);
  send(changes.revision);
  response.on('close', changes.subscribe(send));
}
