import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from './connection.js';

/** The bytes of a signed `/complete` with `text`, as Slack sends it; each has a trigger of its own. */
export function signedCommand(
  { userId, text }: { readonly userId: string; readonly text: string },
  sequence: number,
  signingSecret: string,
): Buffer {
  const body = new URLSearchParams({
    command: '/complete',
    text,
    user_id: userId,
    user_name: 'bench',
    team_id: 'T0BENCH',
    channel_id: 'C0BENCH',
    trigger_id: `trigger-${sequence}`,
    response_url: 'http://127.0.0.1:9/unused',
    api_app_id: 'A0BENCH',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const lines = [
    'POST /slack/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: v0=${digest}`,
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}

async function send(connection: Connection, request: Buffer, expected: string): Promise<void> {
  const answer = await connection.exchange(request);
  if (!answer.startsWith('HTTP/1.1 200 ') || !answer.includes(expected)) {
    throw new Error(`unexpected answer: ${answer.slice(0, 500)}`);
  }
}

/** Requests a second with `concurrency` always in flight. `expected` must stand in each answer. */
export async function throughput(
  port: number,
  requests: readonly Buffer[],
  concurrency: number,
  expected: string,
): Promise<number> {
  const connections = await Promise.all(
    Array.from({ length: concurrency }, () => Connection.open(port)),
  );
  const waiting = requests.values();
  const started = performance.now();
  const lane = async (connection: Connection) => {
    for (const request of waiting) await send(connection, request, expected);
  };
  await Promise.all(connections.map(lane));
  const seconds = (performance.now() - started) / 1_000;
  for (const connection of connections) connection.close();
  return requests.length / seconds;
}

/** Latencies in milliseconds of requests that begin at a steady `rate` a second, answered or not. */
export async function latenciesAt(
  port: number,
  requests: readonly Buffer[],
  rate: number,
  expected: string,
): Promise<readonly number[]> {
  const free: Connection[] = [];
  const started = performance.now();
  const timed = async (request: Buffer, due: number) => {
    const connection = takeOpen(free) ?? (await Connection.open(port));
    await send(connection, request, expected);
    free.push(connection);
    return performance.now() - due;
  };
  const answers = [];
  for (const [index, request] of requests.entries()) {
    const due = started + (index / rate) * 1_000;
    const pause = due - performance.now();
    if (pause > 0) await wait(pause);
    answers.push(timed(request, due));
  }
  const latencies = await Promise.all(answers);
  for (const connection of free) connection.close();
  return latencies;
}

function takeOpen(free: Connection[]): Connection | undefined {
  for (;;) {
    const connection = free.pop();
    if (!connection || connection.isOpen) return connection;
  }
}
