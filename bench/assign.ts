import { performance } from 'node:perf_hooks';
import { defaultWeights, optimise } from '../src/features/assignments/index.js';
import { bestByHighs } from '../test/features/assignments/optimiser/linear-program.js';
import { syntheticProblem } from '../test/features/assignments/optimiser/synthetic-problem.js';
import type { BenchRow } from './bench-row.js';
import { bestPossible } from './best-possible.js';
import { benchOneToOne } from './one-to-one.js';

interface Size {
  readonly members: number;
  readonly tasks: number;
  readonly seconds: number;
}

const sizes: readonly Size[] = [
  { members: 100, tasks: 1_000, seconds: 2 },
  { members: 1_000, tasks: 10_000, seconds: 2 },
  { members: 10_000, tasks: 100_000, seconds: 30 },
];
const loads = [0.9, 1.1, 1.5];
const percent = 100;
const kilobytesPerMb = 1024;
/** Beyond that, all pairs need more memory than the plan may take. */
const mostTasksForAllPairs = 10_000;

/** Hourly assignment: time, memory, and how far below the best possible at most. */
export async function benchAssign(): Promise<BenchRow[]> {
  const rows = sizes.flatMap((size) => loads.flatMap((load) => benchSize(size, load)));
  return [...rows, ...(await benchHighs()), ...(await benchOneToOne())];
}

function benchSize({ members, tasks, seconds: budget }: Size, load: number): BenchRow[] {
  const problem = syntheticProblem({ members, tasks, load, seed: 1 });
  const started = performance.now();
  const { value, bound } = optimise(problem);
  const seconds = (performance.now() - started) / 1_000;
  const peakMb = process.resourceUsage().maxRSS / kilobytesPerMb;
  const name = `assign ${tasks} tasks to ${members} members, load ${load}`;
  const isForAllPairs = tasks <= mostTasksForAllPairs;
  const best = isForAllPairs ? bestPossible(problem, value) : (bound ?? Number.NaN);
  return [
    {
      name,
      value: seconds,
      unit: 's',
      reference: `budget; the process so far at most ${Math.round(peakMb)} MB`,
      referenceValue: budget,
      ratio: budget / seconds,
      budget: `<= ${budget} s, <= 1 GB`,
    },
    {
      name: 'the same, below the best possible by at most',
      value: (1 - value / best) * percent,
      unit: '%',
      reference: isForAllPairs
        ? 'bound by task prices over all pairs, which no plan exceeds'
        : 'bound by hour prices over the pairs considered',
      referenceValue: null,
      ratio: null,
      budget: '<= 1% of the optimum at 1,000 x 10,000',
    },
  ];
}

/** Small enough for an exact solver; load costs nothing, because that solver is linear. */
async function benchHighs(): Promise<BenchRow[]> {
  const weights = { ...defaultWeights, load: 0 };
  const rows: BenchRow[] = [];
  for (const load of loads) {
    const problem = syntheticProblem({ members: 20, tasks: 150, load, seed: 1 });
    const started = performance.now();
    const { value } = optimise(problem, { weights });
    const between = performance.now();
    const best = await bestByHighs(problem, weights, { relativeGap: 0.001, seconds: 20 });
    const ended = performance.now();
    rows.push(
      {
        name: `assign 150 tasks to 20 members, load ${load}`,
        value: (between - started) / 1_000,
        unit: 's',
        reference: `HiGHS${best.isProven ? ', optimal to 0.1%' : ', its best after 20 s'}`,
        referenceValue: (ended - between) / 1_000,
        ratio: (ended - between) / (between - started),
        budget: '–',
      },
      {
        name: 'the same, below the plan of HiGHS by',
        value: (1 - value / best.value) * percent,
        unit: '%',
        reference: 'its plan',
        referenceValue: 0,
        ratio: null,
        budget: '–',
      },
    );
  }
  return rows;
}
