import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (dirname(folder) === folder) throw new Error('The folder of the project was not found');
  return findRoot(dirname(folder));
}

/** The folder with `package.json`, `templates/` and the rest, wherever the built code stands in it. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
