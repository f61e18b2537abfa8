import { readFileSync } from 'node:fs';
import { startLocalMongo } from '../src/local/mongo/index.js';
import { watchMemory } from './watch-memory.js';

/** Resident memory of the local store's process. */
export interface StoreMemory {
  /** The most that was its own, which only the process can give back, since it was asked before. */
  readonly ownPeakMb: number;
  /** Pages of files, its data file above all, which the system takes back when others need memory. */
  readonly fileMb: number;
}

/** From Linux's /proc; elsewhere all counts as the process's own. */
function memory(): { readonly ownMb: number; readonly fileMb: number } {
  if (process.platform !== 'linux') {
    return { ownMb: process.memoryUsage.rss() / 2 ** 20, fileMb: 0 };
  }
  const status = readFileSync('/proc/self/status', 'utf8');
  const megabytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  return { ownMb: megabytes('RssAnon'), fileMb: megabytes('RssFile') };
}

/** Serves the folder named on the command line until the parent process lets go. */
const folder = process.argv[2];
if (folder === undefined || !process.send) throw new Error('usage: forked, with a folder');
const server = await startLocalMongo({ folder });
const watchOwn = () => watchMemory(() => memory().ownMb);
let watched = watchOwn();
process.on('message', () => {
  const answer: StoreMemory = { ownPeakMb: watched.stop().peakMb, fileMb: memory().fileMb };
  process.send?.(answer);
  watched = watchOwn();
});
process.once('disconnect', () => {
  watched.stop();
  void server.close();
});
process.send(server.uri);
