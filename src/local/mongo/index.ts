import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Settings } from './server.js';
import { answers, socketPathFor } from './socket-folder.js';
import type { WorkerMessage } from './worker.js';

export interface LocalMongoOptions extends Settings {
  readonly onWarning?: (message: string) => void;
}

export interface LocalMongo {
  /** For the official driver; the default database is `crewchief`. */
  readonly uri: string;
  readonly socketPath: string;
  /** Resolves when the server has ended without having been closed. */
  readonly stopped: Promise<void>;
  close(): Promise<void>;
}

/** Several times what it needs; below 2 GB, V8 lets a heap grow less before it collects garbage. */
const heapLimitMb = 1_024;

/**
 * Starts a MongoDB-compatible server on a durable local store, in a thread of its own.
 * Rejects when the folder is used by another server, damaged, or not ours.
 */
export function startLocalMongo(options: LocalMongoOptions): Promise<LocalMongo> {
  const { onWarning = () => undefined, ...workerData } = options;
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let closing = false;
  const stopped = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      if (!closing) resolve();
    }),
  );
  return new Promise((resolve, reject) => {
    const close = async (): Promise<void> => {
      closing = true;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage('close');
      await exited;
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'warning') onWarning(message.message);
      else if (message.type === 'failed') reject(new Error(message.message));
      else {
        const { socketPath } = message;
        resolve({ uri: uriOf(socketPath), socketPath, stopped, close });
      }
    });
    worker.on('error', (error) => {
      onWarning(`the local store failed: ${error.message}`);
      reject(error);
    });
    worker.once('exit', () => {
      if (!closing) onWarning('the local store has stopped');
      reject(new Error('the local store stopped before it was ready'));
    });
  });
}

/** The URI of the server that uses `folder` at present, or null when none does. */
export async function runningLocalMongo(folder: string): Promise<string | null> {
  if (!existsSync(folder)) return null;
  const socketPath = socketPathFor(folder);
  return (await answers(socketPath)) ? uriOf(socketPath) : null;
}

function uriOf(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/crewchief?directConnection=true`;
}
