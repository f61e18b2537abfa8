import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Which message is lost when the connection is cut. */
export type Lost = 'request' | 'reply';

export interface CuttingProxy {
  readonly uri: string;
  /** How often a connection was cut. */
  readonly cuts: () => number;
  /** Cuts the next connection on which `command` comes. */
  cutAt(command: string, lost: Lost): void;
  close(): Promise<void>;
}

/** Stands between a client and the MongoDB server at `uri`, and cuts a connection when told to. */
export async function startCuttingProxy(uri: string): Promise<CuttingProxy> {
  let armed: { readonly command: string; readonly lost: Lost } | null = null;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(addressOf(uri));
    let cutAtReply = false;
    const cut = () => {
      cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    client.on('data', (chunk) => {
      if (armed && chunk.includes(`${armed.command}\0`)) {
        const { lost } = armed;
        armed = null;
        if (lost === 'request') {
          cut();
          return;
        }
        cutAtReply = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (cutAtReply) cut();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: uri.replace(authorityOf(uri), `127.0.0.1:${port}`),
    cuts: () => cuts,
    cutAt(command, lost) {
      armed = { command, lost };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** The host with its port, or the encoded path of a unix socket. */
function authorityOf(uri: string): string {
  return /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? '';
}

function addressOf(uri: string): { path: string } | { host: string; port: number } {
  const authority = decodeURIComponent(authorityOf(uri));
  if (authority.endsWith('.sock')) return { path: authority };
  const [host = '', port = '27017'] = authority.split(':');
  return { host, port: Number(port) };
}
