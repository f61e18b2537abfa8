import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './local-slack.js';

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface RawApp {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  /** Resolves once `count` requests have arrived. */
  readonly arrivalOf: (count: number) => Promise<void>;
}

/**
 * An app that keeps what it receives and answers with `answer`; undefined leaves the request
 * without an answer.
 */
export async function startRawApp(
  answer: (request: ReceivedRequest, index: number) => Answer | undefined,
): Promise<RawApp> {
  const received: ReceivedRequest[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrived = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(arrived);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      const given = answer(arrived, received.length - 1);
      if (!given) return;
      response.statusCode = given.status;
      response.end(given.body === undefined ? '' : JSON.stringify(given.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    arrivalOf: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}
