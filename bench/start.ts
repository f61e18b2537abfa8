import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BenchRow } from './bench-row.js';

const mainFile = join('dist', 'src', 'main.js');
const settledMs = 3_000;

interface Start {
  readonly seconds: number;
  /** Resident memory once the work of the start is done; null where the system does not tell. */
  readonly megabytes: number | null;
}

/** From the start of the process until it says that it is ready, with both stand-ins. */
async function startOnce(folder: string): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, mainFile], {
    env: { ...process.env, CREWCHIEF_DATA: folder, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('http://')) break;
  }
  const seconds = (performance.now() - started) / 1_000;
  await new Promise((resolve) => setTimeout(resolve, settledMs));
  const megabytes = residentMegabytes(child.pid);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { seconds, megabytes };
}

function residentMegabytes(pid: number | undefined): number | null {
  try {
    const [, kilobytes] =
      /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
  } catch {
    return null;
  }
}

/** Start to ready: the first time, when the sample team is made, and again on the same data. */
export async function benchStart(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crewchief-start-'));
  try {
    const first = await startOnce(folder);
    const again = await startOnce(folder);
    const row = (name: string, value: number, unit: string, budget: number): BenchRow => ({
      name,
      value,
      unit,
      reference: 'budget',
      referenceValue: budget,
      ratio: budget / value,
      budget: `<= ${budget} ${unit}`,
    });
    return [
      row('start to ready, first time, with the sample team', first.seconds, 's', 3),
      row('start to ready, on existing data', again.seconds, 's', 3),
      ...(again.megabytes === null
        ? []
        : [row('resident memory after the start', again.megabytes, 'MB', 250)]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
