import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { DecisionInput } from '../src/features/evaluations/rule/decision-input.js';
import { type DecisionResult, decide } from '../src/features/evaluations/rule/decision.js';
import type { BenchRow } from './bench-row.js';
import { seededRandom, syntheticTask } from './monitored-tasks.js';

const run = promisify(execFile);

const taskCount = 10_000;
const days = 90;
const script = join('bench', 'reference', 'decide.py');

interface Reference {
  seconds: number;
  results: { decision: string; reason: string }[];
}

/**
 * Decides 10,000 tasks of 90 days in memory, and has bench/reference/decide.py decide the same
 * ones; reading and writing files is timed on neither side. Throws when the two disagree.
 */
export async function benchDecide(): Promise<BenchRow[]> {
  const random = seededRandom(1);
  const tasks = Array.from({ length: taskCount }, () => syntheticTask(days, random));
  const started = performance.now();
  const results = tasks.map((task) => decide(task));
  const seconds = (performance.now() - started) / 1000;

  const missing = await missingReference();
  const reference = missing === null ? await decideByReference(tasks) : null;
  if (reference) assertSameDecisions(results, reference.results);
  return [
    {
      name: `decide ${taskCount} tasks x ${days} days`,
      value: seconds,
      unit: 's',
      reference: `pandas + SciPy, same decisions${missing === null ? '' : ` (skipped: ${missing})`}`,
      referenceValue: reference?.seconds ?? null,
      ratio: reference ? reference.seconds / seconds : null,
      budget: '>= 20x',
    },
  ];
}

/** Why the reference cannot run here, or null when it can. */
async function missingReference(): Promise<string | null> {
  try {
    await run('python3', ['-c', 'import numpy, pandas, scipy']);
    return null;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'no python3' : 'python3 lacks numpy, pandas or scipy';
  }
}

async function decideByReference(tasks: readonly DecisionInput[]): Promise<Reference> {
  const folder = await mkdtemp(join(tmpdir(), 'crewchief-bench-'));
  try {
    const readingsFile = join(folder, 'readings.csv');
    const tasksFile = join(folder, 'tasks.csv');
    await writeFile(readingsFile, readingsCsv(tasks));
    await writeFile(tasksFile, tasksCsv(tasks));
    const { stdout } = await run('python3', [script, readingsFile, tasksFile], {
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(stdout) as Reference;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readingsCsv(tasks: readonly DecisionInput[]): string {
  const rows = tasks.flatMap(({ points }, task) =>
    points.map(({ t, y }) => `${task},${t},${y ?? ''}`),
  );
  return ['task,t,y', ...rows, ''].join('\n');
}

function tasksCsv(tasks: readonly DecisionInput[]): string {
  const header =
    'task,baseline,baseline_n,baseline_sd,direction,target_type,target_value,cadence,expected_buckets,last_bucket';
  const rows = tasks.map(({ baseline, direction, target, cadence, period }, task) =>
    [
      task,
      baseline?.value,
      baseline?.n,
      baseline?.sd,
      direction,
      target.type,
      target.value,
      cadence,
      period?.expectedBuckets,
      period?.lastBucket,
    ].join(','),
  );
  return [header, ...rows, ''].join('\n');
}

function assertSameDecisions(
  results: readonly DecisionResult[],
  expected: Reference['results'],
): void {
  const differing = results.findIndex(
    ({ decision, reason }, i) =>
      decision !== expected[i]?.decision || reason !== expected[i]?.reason,
  );
  if (differing !== -1) {
    const [ours, theirs] = [results[differing], expected[differing]].map((r) => JSON.stringify(r));
    throw new Error(`task ${differing}: ${ours} here, ${theirs} by the reference`);
  }
}
