import { parentPort, workerData } from 'node:worker_threads';
import { type Settings, startServer } from './server.js';

/** What the thread says to its parent. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly socketPath: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'warning'; readonly message: string };

function tell(message: WorkerMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

try {
  const onWarning = (message: string): void => tell({ type: 'warning', message });
  const server = await startServer({ ...(workerData as Settings), onWarning });
  parentPort?.once('message', () => {
    void server.close().then(() => parentPort?.close());
  });
  tell({ type: 'ready', socketPath: server.socketPath });
} catch (error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
}
