import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerHealth, type HealthCheck, healthPath } from './health-routes.js';

/** Answers health checks where no receiver of Slack's requests does. */
export class HealthServer {
  readonly #server;

  constructor(check: HealthCheck) {
    this.#server = createServer((request, response) => {
      if (request.method === 'GET' && request.url === healthPath) answerHealth(check, response);
      else response.writeHead(404).end();
    });
  }

  /** @returns the port that it listens on. */
  async start(listen: { readonly port: number; readonly host?: string }): Promise<number> {
    if (!this.#server.listening) {
      this.#server.listen(listen);
      await once(this.#server, 'listening');
    }
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
