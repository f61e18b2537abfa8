import type { ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import { toError } from '../shared/errors.js';

/** Rejects while the bot cannot do its work. */
export type HealthCheck = () => Promise<void>;

export const healthPath = '/healthz';

/** `GET /healthz` for a receiver of Slack's requests. */
export function healthRoutes(check: HealthCheck): CustomRoute[] {
  return [
    {
      path: healthPath,
      method: 'GET',
      handler: (_request, response) => answerHealth(check, response),
    },
  ];
}

/** 200 while the bot can do its work, 503 with the reason while it cannot. */
export function answerHealth(check: HealthCheck, response: ServerResponse): void {
  const answer = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  check().then(
    () => answer(200, { status: 'ok' }),
    (error: unknown) => answer(503, { status: 'unavailable', reason: toError(error).name }),
  );
}
