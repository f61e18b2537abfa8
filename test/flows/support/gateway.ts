import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A call of a Web API method on its way; what is awaited before either step holds it up. */
export interface Passage {
  readonly method: string;
  /** Lets the call through to Slack, which does it; resolves when Slack has answered. */
  readonly forward: () => Promise<void>;
  /** Lets Slack's answer through to the bot. */
  readonly reply: () => void;
}

export interface Gateway {
  /** To be given to the bot as the address of Slack's Web API. */
  readonly apiUrl: string;
  /** Decides about each call; unless set, all pass. */
  onCall: (passage: Passage) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const letPass = async ({ forward, reply }: Passage): Promise<void> => {
  await forward();
  reply();
};

/** Stands between the bot and the Web API at `apiUrl`, where a test can hold calls up. */
export async function startGateway(apiUrl: string): Promise<Gateway> {
  const gateway = {
    apiUrl: '',
    onCall: letPass,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const body = await buffer(request);
    let answer: Response | undefined;
    await gateway.onCall({
      method,
      forward: async () => {
        answer = await fetch(new URL(method, apiUrl), {
          method: 'POST',
          headers: {
            authorization: request.headers.authorization ?? '',
            'content-type': request.headers['content-type'] ?? '',
          },
          body: new Uint8Array(body),
        });
      },
      reply: () => {
        if (!answer) throw new Error('Slack has not answered yet');
        void sendOn(answer, response);
      },
    });
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  gateway.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return gateway;
}

async function sendOn(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  const kept = /^(content-type|retry-after|x-)/;
  const headers = [...answer.headers].filter(([name]) => kept.test(name));
  response.writeHead(answer.status, Object.fromEntries(headers)).end(body);
}
