import { readFileSync } from 'node:fs';
import { startLocalMongo } from '../src/local/mongo/index.js';

/** Resident memory of the local store's process. */
export interface StoreMemory {
  /** Its own, which only the process can give back. */
  readonly ownMb: number;
  /** Pages of files, its data file above all, which the system takes back when others need memory. */
  readonly fileMb: number;
}

/** From Linux's /proc; elsewhere all counts as the process's own. */
function memory(): StoreMemory {
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
process.on('message', () => process.send?.(memory()));
process.once('disconnect', () => void server.close());
process.send(server.uri);
