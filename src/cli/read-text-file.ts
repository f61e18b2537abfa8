import { readFile } from 'node:fs/promises';
import { systemErrorCode, toError } from '../shared/errors.js';
import type { Output } from './output.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** The text of the file at `path`; null once `output` has been told why it cannot be read. */
export async function readTextFile(path: string, output: Output): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = reasons[systemErrorCode(error) ?? ''] ?? toError(error).message;
    output.err(`${path} cannot be read: ${reason}.\n`);
    return null;
  }
}
