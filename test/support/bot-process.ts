import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { recordingArguments, recordingEnvironment } from '../contracts/guard/recorded-process.js';
import { atEnd } from './local-slack.js';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface BotProcess {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves with the first line of its output that contains `text`. */
  readonly says: (text: string) => Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

/** `npm start` in a process of its own, with these settings and no others. */
export function startBotProcess(settings: Readonly<Record<string, string>>): BotProcess {
  const child = spawn(
    process.execPath,
    [
      ...recordingArguments,
      '--import',
      fromHere('./kill-store-on-signal.js'),
      fromHere('../../src/main.js'),
    ],
    {
      env: { PATH: process.env['PATH'], ...recordingEnvironment(), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  atEnd(async () => child.kill('SIGKILL'));
  const lines: string[] = [];
  const heard = createInterface(child.stdout).on('line', (line) => lines.push(line));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  return {
    kill: (signal) => child.kill(signal),
    says: async (text) => {
      for (;;) {
        const found = lines.find((line) => line.includes(text));
        if (found !== undefined) return found;
        await Promise.race([once(heard, 'line'), ended]);
        if (child.exitCode !== null) throw new Error(`The bot ended: ${errors}`);
      }
    },
    ended,
  };
}
