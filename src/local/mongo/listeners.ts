import { createServer, type Server, type Socket } from 'node:net';

/** The sockets that a server listens on, and those of its clients. */
export class Listeners {
  private readonly servers: Server[] = [];
  private readonly clients = new Set<Socket>();

  constructor(private readonly accept: (client: Socket) => void) {}

  /** Listens on a unix socket or on a port of the loopback interface. */
  async listen(target: { readonly path: string } | { readonly port: number }): Promise<void> {
    const server = createServer({ noDelay: true }, (client) => {
      this.clients.add(client);
      client.once('close', () => this.clients.delete(client));
      this.accept(client);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen('port' in target ? { ...target, host: '127.0.0.1' } : target, resolve);
    });
    this.servers.push(server);
  }

  /** Stops listening and disconnects every client. */
  async close(): Promise<void> {
    const closed = this.servers.map(
      (server) => new Promise<void>((resolve) => void server.close(() => resolve())),
    );
    for (const client of this.clients) client.destroy();
    await Promise.all(closed);
  }
}
