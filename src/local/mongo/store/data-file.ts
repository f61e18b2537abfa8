import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { toError } from '../../../shared/errors.js';
import { dataFile } from './records.js';

/** Beside the data file while it is closed: what it looked like then. */
function sealFile(folder: string): string {
  return `${dataFile(folder)}.closed`;
}

function fingerprint(folder: string): string {
  const { size, mtimeMs } = statSync(dataFile(folder));
  return `${size} ${mtimeMs}`;
}

function isAsItWasClosed(folder: string): boolean {
  const seal = sealFile(folder);
  return existsSync(seal) && readFileSync(seal, 'utf8') === fingerprint(folder);
}

/**
 * Makes sure that the data file can be opened. One that was not closed by a server, or changed
 * since, is first read by another process. Throws when it is damaged.
 */
export async function checkDataFile(folder: string): Promise<void> {
  const lock = `${dataFile(folder)}-lock`;
  rmSync(lock, { force: true });
  if (existsSync(dataFile(folder)) && !isAsItWasClosed(folder)) {
    const program = fileURLToPath(new URL('./check-file.js', import.meta.url));
    await promisify(execFile)(process.execPath, [program, folder]).catch((cause: unknown) => {
      const reason = (cause as { stderr?: string }).stderr?.split('\n')[0];
      throw new Error(
        `${dataFile(folder)} is damaged or not ours: ${reason || 'it cannot be read'}`,
        {
          cause,
        },
      );
    });
    rmSync(lock, { force: true });
  }
  rmSync(sealFile(folder), { force: true });
}

/**
 * Remembers the data file as a server leaves it, so that the next start need not check it.
 * Where that cannot be written, on a full disk, the next start checks.
 */
export function sealDataFile(folder: string, onWarning: (message: string) => void): void {
  try {
    writeFileSync(sealFile(folder), fingerprint(folder));
  } catch (error) {
    onWarning(`${folder} will be checked at the next start: ${toError(error).message}`);
  }
}
