import type { CustomRoute } from '@slack/bolt';
import { toError } from '../shared/errors.js';

/** Rejects while the bot cannot do its work. */
export type HealthCheck = () => Promise<void>;

/** `GET /healthz`: 200 while the bot can do its work, 503 with the reason while it cannot. */
export function healthRoutes(check: HealthCheck): CustomRoute[] {
  return [
    {
      path: '/healthz',
      method: 'GET',
      handler: (_request, response) => {
        const answer = (status: number, body: object) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(body));
        };
        check().then(
          () => answer(200, { status: 'ok' }),
          (error: unknown) => answer(503, { status: 'unavailable', reason: toError(error).name }),
        );
      },
    },
  ];
}
