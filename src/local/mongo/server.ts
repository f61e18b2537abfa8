import { statfsSync } from 'node:fs';
import { type Clock, systemClock } from '../../shared/clock.js';
import { Executor } from './executor.js';
import { Listeners } from './listeners.js';
import { claimFolder } from './socket-folder.js';
import { Store } from './store/store.js';
import { serveConnection } from './wire/connection.js';

const defaultMaxBytes = 512 * 1024 * 1024;

/** What an operator chooses. */
export interface Settings {
  /** Where the data lives; created with mode 0700. */
  readonly folder: string;
  /** Limit of the documents' total size, in bytes. */
  readonly maxBytes?: number;
  /** Whether commits wait until they would survive a loss of power; true when absent. */
  readonly fsync?: boolean;
  /** Also listen on this port of the loopback interface. */
  readonly tcpPort?: number;
}

export interface ServerOptions extends Settings {
  readonly clock?: Clock;
  /** How many bytes the folder's file system has left; asked of the system when absent. */
  readonly freeBytes?: () => number;
  readonly onWarning: (message: string) => void;
}

export interface RunningServer {
  readonly socketPath: string;
  /** Deletes what TTL indexes let expire, without waiting for the next minute. */
  sweepExpired(): Promise<void>;
  close(): Promise<void>;
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Starts the server in this thread. Throws when the folder is in use, damaged or foreign. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, onWarning, tcpPort } = options;
  let executor: Executor | undefined;
  let connections = 0;
  const listeners = new Listeners((client) => {
    if (executor) serveConnection(client, ++connections, executor, onWarning);
    else client.destroy();
  });
  const socketPath = await claimFolder(folder, (path) => listeners.listen({ path }));
  let store: Store | undefined;
  const close = async (): Promise<void> => {
    await listeners.close();
    executor?.close();
    await store?.close();
  };
  try {
    store = await Store.open({
      folder,
      maxBytes: options.maxBytes ?? defaultMaxBytes,
      fsync: options.fsync ?? true,
      freeBytes: options.freeBytes ?? (() => freeBytesOf(folder)),
      onWarning,
      onReload: () => executor?.sessions.abortAll(),
      onIndexesChanged: () => executor?.expiry.update(),
    });
    executor = new Executor(store, options.clock ?? systemClock, socketPath, onWarning);
    executor.expiry.update();
    if (tcpPort !== undefined) {
      await listeners.listen({ port: tcpPort });
      onWarning(`every user of this machine can read and change all data on 127.0.0.1:${tcpPort}`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const { expiry } = executor;
  return { socketPath, sweepExpired: () => expiry.sweep(), close };
}
