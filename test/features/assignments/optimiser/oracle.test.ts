import { defaultWeights, optimise } from '../../../../src/features/assignments/index.js';
import { bestByHighs } from './linear-program.js';
import { syntheticProblem } from './synthetic-problem.js';

const weights = { ...defaultWeights, load: 0 };
const relativeGap = 0.002;

test.each([
  [0.9, 0.01],
  [1.1, 0.01],
  [1.5, 0.03],
])(
  'with %p times as much work as hours, plans of 30 tasks are at most a share of %p below the optimum',
  async (load, mostBelow) => {
    for (const seed of [1, 2, 3]) {
      const problem = syntheticProblem({ members: 6, tasks: 30, load, seed });
      const best = await bestByHighs(problem, weights, { relativeGap, seconds: 5 });
      const { value, bound } = optimise(problem, { weights });
      expect(best.isProven).toBe(true);
      expect(value).toBeLessThanOrEqual(best.value * (1 + relativeGap));
      expect(bound).toBeGreaterThanOrEqual(best.value - 1e-6);
      expect(1 - value / best.value).toBeLessThanOrEqual(mostBelow);
    }
  },
);
