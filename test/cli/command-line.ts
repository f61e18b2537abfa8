import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../src/shared/project-root.js';
import { recordingArguments, recordingEnvironment } from '../contracts/guard/recorded-process.js';

const program = join(projectRoot, 'dist/src/cli.js');

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `crewchief` with `line` in a process of its own, as an operator does. */
export async function crewchief(
  line: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(process.execPath, [...recordingArguments, program, ...line], {
    cwd: settings['CREWCHIEF_DATA'],
    env: { PATH: process.env['PATH'], ...recordingEnvironment(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number | null];
  return { code, out, err };
}
