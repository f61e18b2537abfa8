import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const bytesAtOnce = 1 << 20;

type Lines = Iterable<string> | AsyncIterable<string>;

/**
 * Writes lines to `path`, which appears, or is replaced, when all of them are on disk. Until then they
 * lie in `path`.partial, which is removed when writing fails. Only its owner may read the file.
 */
export async function writeNewFile(path: string, lines: Lines): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w', 0o600);
  try {
    try {
      await writeFile(file, joined(lines));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function* joined(lines: Lines): AsyncGenerator<string> {
  let text = '';
  for await (const line of lines) {
    text += `${line}\n`;
    if (text.length < bytesAtOnce) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Makes the new name durable; Windows has no such thing, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
