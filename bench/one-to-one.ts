import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { defaultWeights, optimise } from '../src/features/assignments/index.js';
import { findArcs } from '../src/features/assignments/optimiser/candidates.js';
import { compactProblem } from '../src/features/assignments/optimiser/compact-problem.js';
import { member, task } from '../test/features/assignments/optimiser/arbitrary-problem.js';
import { syntheticProblem } from '../test/features/assignments/optimiser/synthetic-problem.js';
import type { BenchRow } from './bench-row.js';

const run = promisify(execFile);
const script = join('bench', 'reference', 'linear_sum_assignment.py');
const size = 1_000;
const weights = { ...defaultWeights, load: 0 };

/** One task of one hour for each member, whom SciPy assigns by all pairs. */
function oneToOneProblem() {
  const { members, tasks } = syntheticProblem({ members: size, tasks: size, load: 1, seed: 1 });
  return {
    members: members.map(({ id, skills }) => member(id, { skills, capacityHours: 1 })),
    tasks: tasks.map((given) => task(given.id, { ...given, estimatedHours: 1 })),
  };
}

/** All pairs as a dense matrix, 0 for those that hard limits forbid. */
function denseScores(problem: ReturnType<typeof oneToOneProblem>): Float64Array {
  const all = { scanned: size, best: size, spread: 0 };
  const arcs = findArcs(compactProblem(problem, weights), all, 1);
  const scores = new Float64Array(size * size);
  arcs.member.forEach((index, arc) => {
    scores[(arcs.task[arc] ?? 0) * size + index] = arcs.score[arc] ?? 0;
  });
  return scores;
}

async function assignByScipy(scores: Float64Array): Promise<{ seconds: number; value: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'crewchief-assign-'));
  try {
    const file = join(folder, 'scores');
    await writeFile(file, scores);
    const { stdout } = await run('python3', [script, file, String(size), String(size)]);
    return JSON.parse(stdout) as { seconds: number; value: number };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function hasScipy(): Promise<boolean> {
  try {
    await run('python3', ['-c', 'import scipy.optimize']);
    return true;
  } catch {
    return false;
  }
}

/** One-to-one assignment, which SciPy solves exactly. */
export async function benchOneToOne(): Promise<BenchRow[]> {
  const problem = oneToOneProblem();
  const started = performance.now();
  const { value } = optimise(problem, { weights });
  const seconds = (performance.now() - started) / 1_000;
  const reference = (await hasScipy()) ? await assignByScipy(denseScores(problem)) : null;
  const skipped = reference ? '' : ' (skipped: no python3 with scipy)';
  return [
    {
      name: `one task each for ${size} members`,
      value: seconds,
      unit: 's',
      reference: `scipy linear_sum_assignment${skipped}`,
      referenceValue: reference?.seconds ?? null,
      ratio: reference ? reference.seconds / seconds : null,
      budget: '–',
    },
    {
      name: 'the same, below its optimum by',
      value: reference ? (1 - value / reference.value) * 100 : Number.NaN,
      unit: '%',
      reference: `scipy linear_sum_assignment${skipped}`,
      referenceValue: reference ? 0 : null,
      ratio: null,
      budget: '–',
    },
  ];
}
