import { createServer, type Server, type Socket } from 'node:net';
import { type Clock, systemClock } from '../../shared/clock.js';
import { Executor } from './executor.js';
import { claimSocket } from './socket-folder.js';
import { Store } from './store/store.js';
import { serveConnection } from './wire/connection.js';

const defaultMaxBytes = 512 * 1024 * 1024;

export interface ServerOptions {
  readonly folder: string;
  readonly clock?: Clock | undefined;
  readonly maxBytes?: number | undefined;
  /** Listen on this loopback TCP port, too. */
  readonly tcpPort?: number | undefined;
  readonly onWarning: (message: string) => void;
}

export interface RunningServer {
  readonly socketPath: string;
  close(): Promise<void>;
}

function listen(server: Server, target: { path: string } | { port: number; host: string }) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(target, resolve);
  });
}

/** Starts the server in this thread. Throws when the folder is in use, damaged or foreign. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, onWarning, tcpPort } = options;
  const socketPath = await claimSocket(folder);
  const sockets = new Set<Socket>();
  let executor: Executor | undefined;
  let connections = 0;
  const accept = (socket: Socket): void => {
    if (!executor) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, ++connections, executor, onWarning);
  };
  const servers = [createServer({ noDelay: true }, accept)];
  await listen(servers[0] as Server, { path: socketPath });
  const store = Store.open({
    folder,
    maxBytes: options.maxBytes ?? defaultMaxBytes,
    onWarning,
    onReload: () => executor?.sessions.abortAll(),
  });
  executor = new Executor(store, options.clock ?? systemClock, socketPath);
  if (tcpPort !== undefined) {
    const tcp = createServer({ noDelay: true }, accept);
    await listen(tcp, { port: tcpPort, host: '127.0.0.1' });
    servers.push(tcp);
    onWarning(`every user of this machine can read and change all data on 127.0.0.1:${tcpPort}`);
  }
  return {
    socketPath,
    close: async () => {
      const closed = servers.map(
        (server) => new Promise<void>((resolve) => server.close(() => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
      executor?.close();
      await store.close();
    },
  };
}
