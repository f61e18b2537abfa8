import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';

/**
 * Loaded before a program, lets SIGUSR2 end the program's threads at once, as a crash of theirs
 * would; the local store is such a thread.
 */
subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker };
  void once(process, 'SIGUSR2').then(() => worker.terminate());
});
