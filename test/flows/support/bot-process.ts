import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../../src/shared/project-root.js';
import {
  recordingArguments,
  recordingEnvironment,
} from '../../contracts/guard/recorded-process.js';
import { atEndOfTest } from './crew.js';

const program = join(projectRoot, 'dist/src/main.js');

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The bot as `npm start` runs it, in a process of its own. */
export class BotProcess {
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  #written = '';

  constructor(settings: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [...recordingArguments, program], {
      env: { PATH: process.env['PATH'], ...recordingEnvironment(), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#written += text));
    }
    this.exited = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }));
    atEndOfTest(async () => {
      this.signal('SIGKILL');
      await this.exited;
    });
  }

  /** Everything that it printed and logged. */
  get written(): string {
    return this.#written;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** What `pattern` finds in its output, as soon as it is there; rejects when it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#written);
      if (found) return found;
      const { stdout, stderr } = this.#child;
      await Promise.race([
        this.exited.then(({ code, signal }) => {
          throw new Error(`The bot ended with ${String(code ?? signal)}: ${this.#written}`);
        }),
        ...[stdout, stderr].map((stream) => stream && once(stream, 'data')),
      ]);
    }
  }
}
