import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AggregatedResult } from '@jest/reporters';
import { tables } from '../tables.js';
import { uncovered } from './coverage.js';
import { readShapes, recordVariable } from './recorder.js';

/**
 * Counts one more test in every run that talks to MongoDB: that the contract covers each operator,
 * stage, expression, command and argument that was sent, by whichever process of the run.
 */
export default class GuardReporter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'command-shapes-'));
  readonly #file = join(this.#folder, 'shapes');

  constructor() {
    writeFileSync(this.#file, '');
    process.env[recordVariable] = this.#file;
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const sent = readShapes(this.#file);
    rmSync(this.#folder, { recursive: true });
    if (sent.length === 0) return;
    const missing = uncovered(sent, Object.values(tables).flat());
    results.numTotalTests++;
    if (missing.length === 0) {
      results.numPassedTests++;
      return;
    }
    results.numFailedTests++;
    const lines = missing.map((line) => `  ${line}\n`).join('');
    process.stderr.write(
      `Sent to MongoDB, and no case in test/contracts shows it to work:\n${lines}\n`,
    );
  }
}
