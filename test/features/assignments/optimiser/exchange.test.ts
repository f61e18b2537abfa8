import * as fc from 'fast-check';
import {
  type AssignmentProblem,
  defaultWeights,
} from '../../../../src/features/assignments/index.js';
import {
  defaultSparsity,
  findArcs,
} from '../../../../src/features/assignments/optimiser/candidates.js';
import { compactProblem } from '../../../../src/features/assignments/optimiser/compact-problem.js';
import { exchange } from '../../../../src/features/assignments/optimiser/exchange.js';
import {
  byImportance,
  keepHolders,
} from '../../../../src/features/assignments/optimiser/greedy.js';
import { Plan } from '../../../../src/features/assignments/optimiser/plan.js';
import { arbitraryProblem, member, task } from './arbitrary-problem.js';

/** The plan in which all holders keep their tasks. */
function heldPlan(problem: AssignmentProblem): Plan {
  const compact = compactProblem(problem, defaultWeights);
  const plan = new Plan(compact, findArcs(compact, defaultSparsity, 1));
  keepHolders(plan, byImportance(compact));
  return plan;
}

function exchanged(plan: Plan, price = 0): Record<string, string | undefined> {
  const { problem, arcs } = plan;
  const prices = new Float64Array(problem.members.length).fill(price);
  exchange(plan, byImportance(problem), 8, prices);
  return Object.fromEntries(
    problem.tasks.map(({ id }, index) => [
      id,
      problem.members[arcs.member[plan.arcOf[index] ?? -1] ?? -1]?.id,
    ]),
  );
}

const skilled = (name: string) => [
  { name, level: 5 },
  ...['go', 'sql', 'ux']
    .filter((other) => other !== name)
    .map((other) => ({ name: other, level: 1 })),
];
const requires = (name: string) => ({ requiredSkills: [{ name, level: 1 }], estimatedHours: 4 });

describe('everybody is full, so that no task can move alone', () => {
  const full = { capacityHours: 4 };

  test('two change tasks', () => {
    const members = [
      member('ana', { ...full, skills: skilled('go') }),
      member('ben', { ...full, skills: skilled('sql') }),
    ];
    const tasks = [
      task('T-1', { ...requires('go'), holderId: 'ben' }),
      task('T-2', { ...requires('sql'), holderId: 'ana' }),
    ];
    expect(exchanged(heldPlan({ members, tasks }), 1)).toEqual({ 'T-1': 'ana', 'T-2': 'ben' });
  });

  test('three pass tasks round, though one of them is worth little', () => {
    const members = [
      member('ana', { ...full, skills: skilled('go') }),
      member('ben', { ...full, skills: skilled('sql') }),
      member('cy', { ...full, skills: skilled('ux') }),
    ];
    const tasks = [
      task('T-1', { ...requires('go'), holderId: 'ben' }),
      task('T-2', { ...requires('sql'), priority: 'low', holderId: 'cy' }),
      task('T-3', { ...requires('ux'), holderId: 'ana' }),
    ];
    expect(exchanged(heldPlan({ members, tasks }), 1)).toEqual({
      'T-1': 'ana',
      'T-2': 'ben',
      'T-3': 'cy',
    });
  });

  test('two small tasks that nobody has replace a large one that is worth less', () => {
    const members = [member('ana', { capacityHours: 4 })];
    const tasks = [
      task('T-1', { estimatedHours: 4, priority: 'low', holderId: 'ana' }),
      task('T-2', { estimatedHours: 2, priority: 'high' }),
      task('T-3', { estimatedHours: 2, priority: 'high' }),
    ];
    expect(exchanged(heldPlan({ members, tasks }))).toEqual({
      'T-1': undefined,
      'T-2': 'ana',
      'T-3': 'ana',
    });
  });
});

test('exchanges never lower the points, and never break capacities or the most tasks to hold', () => {
  fc.assert(
    fc.property(arbitraryProblem, fc.double({ min: 0, max: 5, noNaN: true }), (problem, price) => {
      const plan = heldPlan(problem);
      const before = plan.value();
      exchanged(plan, price);
      expect(plan.value()).toBeGreaterThanOrEqual(before);
      plan.problem.members.forEach((_, index) => {
        const tasks = plan.tasksOf(index);
        const hours = tasks.reduce((sum, each) => sum + (plan.problem.hours[each] ?? 0), 0);
        expect(hours).toBeLessThanOrEqual((plan.problem.room[index] ?? 0) + 1e-6);
        expect(tasks.length).toBeLessThanOrEqual(plan.problem.places[index] ?? 0);
      });
    }),
  );
});
