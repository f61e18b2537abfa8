import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';

/** One slash command as Slack sends it. */
export interface Request {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A signed `/complete` with `text`; each has a trigger of its own. */
export function signedCommand(text: string, sequence: number, signingSecret: string): Request {
  const body = new URLSearchParams({
    command: '/complete',
    text,
    user_id: 'U0BENCH',
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
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  };
}

/** Sends one request and returns the milliseconds until its whole answer was there. */
async function send(pool: Pool, { body, headers }: Request, expected: string): Promise<number> {
  const started = performance.now();
  const response = await pool.request({ path: '/slack/events', method: 'POST', headers, body });
  const text = await response.body.text();
  if (response.statusCode !== 200 || !text.includes(expected)) {
    throw new Error(`unexpected answer ${response.statusCode}: ${text.slice(0, 300)}`);
  }
  return performance.now() - started;
}

/** Requests a second with `concurrency` always in flight. `expected` must stand in each answer. */
export async function throughput(
  port: number,
  requests: readonly Request[],
  concurrency: number,
  expected: string,
): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1 });
  const waiting = requests.values();
  const started = performance.now();
  const lane = async () => {
    for (const request of waiting) await send(pool, request, expected);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - started) / 1_000;
  await pool.close();
  return requests.length / seconds;
}

/** Latencies in milliseconds of requests that begin at a steady `rate` a second, answered or not. */
export async function latenciesAt(
  port: number,
  requests: readonly Request[],
  rate: number,
  expected: string,
): Promise<readonly number[]> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 128, pipelining: 1 });
  const started = performance.now();
  const answers = [];
  for (const [index, request] of requests.entries()) {
    const due = started + (index / rate) * 1_000;
    const pause = due - performance.now();
    if (pause > 1) await wait(pause);
    answers.push(send(pool, request, expected));
  }
  const latencies = await Promise.all(answers);
  await pool.close();
  return latencies;
}
