import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { readonly status: number } | { readonly value: unknown };

/** An HTTP source on this machine whose answers by path the test sets. */
export class MetricsServer {
  readonly #answers = new Map<string, Answer>();
  readonly #server: Server;
  readonly requested: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.requested.push(path);
      const answer = this.#answers.get(path) ?? { status: 404 };
      if ('status' in answer) response.writeHead(answer.status).end();
      else response.end(JSON.stringify({ value: answer.value }));
    });
  }

  static async open(): Promise<MetricsServer> {
    const metrics = new MetricsServer();
    await new Promise<void>((resolve) => metrics.#server.listen(0, '127.0.0.1', resolve));
    return metrics;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
