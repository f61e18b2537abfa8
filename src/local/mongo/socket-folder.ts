import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toError } from '../../shared/errors.js';

/** Unix sockets take about 108 bytes on Linux and 104 on macOS. */
const maxPathBytes = 100;
const socketName = 'mongo.sock';

/** Creates a folder that only this user may enter; throws when another owns or may enter it. */
function ensurePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const status = lstatSync(folder);
  const uid = process.getuid?.();
  if (!status.isDirectory() || (uid !== undefined && status.uid !== uid)) {
    throw new Error(`${folder} must be a folder of this user`);
  }
  if (uid !== undefined && (status.mode & 0o077) !== 0) {
    throw new Error(`${folder} must not be open to other users: run chmod 700 ${folder}`);
  }
}

/** The socket of a data folder: inside it, or in a short private folder when its path is too long. */
export function socketPathFor(folder: string): string {
  const inside = join(folder, socketName);
  if (Buffer.byteLength(inside) <= maxPathBytes) return inside;
  const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `crewchief-${digest}`);
  ensurePrivateFolder(short);
  const path = join(short, socketName);
  if (Buffer.byteLength(path) > maxPathBytes) {
    throw new Error(`the paths of ${folder} and of the temporary folder are too long for a socket`);
  }
  return path;
}

/** Whether a server listens on the socket at `path`. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Lets one process at a time pass; the mark of one that died on the way is removed. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const mark = join(folder, 'starting');
  if (existsSync(mark) && !isAlive(Number(readFileSync(mark, 'utf8')))) rmSync(mark);
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const reason = taken ? 'another server is being started on it' : toError(cause).message;
    throw new Error(`cannot use ${folder}: ${reason}`, { cause });
  }
  try {
    return await work();
  } finally {
    rmSync(mark);
  }
}

/**
 * Takes a data folder for one server: creates it, removes the socket that a killed server left and
 * listens by `listen`. Throws when a server answers there already.
 */
export async function claimFolder(
  folder: string,
  listen: (socketPath: string) => Promise<void>,
): Promise<string> {
  ensurePrivateFolder(folder);
  const path = socketPathFor(folder);
  return alone(folder, async () => {
    if (await answers(path)) throw new Error(`another server already uses ${folder}`);
    rmSync(path, { force: true });
    await listen(path);
    return path;
  });
}
