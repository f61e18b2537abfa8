import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreMemory } from './store-process.js';

export interface LocalStore {
  readonly uri: string;
  memory(): Promise<StoreMemory>;
  close(): Promise<void>;
}

/** The local store in a process and a folder of its own, so that its memory is counted apart. */
export async function startLocalStore(): Promise<LocalStore> {
  const folder = await mkdtemp(join(tmpdir(), 'crewchief-bench-'));
  const child = fork(new URL('./store-process.js', import.meta.url), [folder]);
  const [uri] = (await once(child, 'message')) as [string];
  return {
    uri,
    async memory() {
      child.send('memory');
      const [memory] = (await once(child, 'message')) as [StoreMemory];
      return memory;
    },
    async close() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
