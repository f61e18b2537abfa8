import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/**
 * Prepares a data folder for this server alone: creates it, and removes the socket that a killed
 * server left. Throws when a server answers on it.
 */
export async function claimSocket(folder: string): Promise<string> {
  ensurePrivateFolder(folder);
  const path = socketPathFor(folder);
  if (await answers(path)) throw new Error(`another server already uses ${folder}`);
  rmSync(path, { force: true });
  return path;
}
