import { fileURLToPath } from 'node:url';
import { recordVariable } from './recorder.js';

/** Node's arguments for a program of a test, so that what it sends is recorded. */
export const recordingArguments: readonly string[] = [
  '--import',
  fileURLToPath(new URL('./record-process.js', import.meta.url)),
];

/** What such a program needs in its environment, which is otherwise its own. */
export function recordingEnvironment(): Readonly<Record<string, string>> {
  const file = process.env[recordVariable];
  return file === undefined ? {} : { [recordVariable]: file };
}
