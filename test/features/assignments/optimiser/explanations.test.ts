import * as fc from 'fast-check';
import {
  type AssignmentProblem,
  nextTasks,
  optimise,
} from '../../../../src/features/assignments/index.js';
import { arbitraryProblem, member, task } from './arbitrary-problem.js';

const go = (level: number) => [{ name: 'go', level }];

function causeFor(problem: AssignmentProblem) {
  return optimise(problem).unplaced[0];
}

test('the reasons of every assignment add up to its score, and the score to the pair with its load', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const solution = optimise(problem);
      for (const { taskId, memberId, score } of solution.assignments) {
        const why = solution.explain(taskId);
        const main = (why?.main ?? []).reduce((sum, { points }) => sum + points, 0);
        const load = why?.reasons.find(({ kind }) => kind === 'load')?.points ?? 0;
        expect(why?.memberId).toBe(memberId);
        expect(main + (why?.otherPoints ?? 0)).toBeCloseTo(why?.score ?? Number.NaN, 9);
        expect((why?.score ?? 0) - load).toBeCloseTo(score, 9);
        expect(why?.runnerUp?.memberId).not.toBe(memberId);
      }
    }),
  );
});

test('the better skilled member with room gets the task, and the other one is the runner-up', () => {
  const members = [member('ana', { skills: go(5) }), member('ben', { skills: go(3) })];
  const why = optimise({ members, tasks: [task('T-1', { requiredSkills: go(2) })] }).explain('T-1');
  expect(why?.memberId).toBe('ana');
  expect(why?.runnerUp?.memberId).toBe('ben');
  expect(why?.runnerUp?.score).toBeLessThan(why?.score ?? 0);
});

test('of two who are equal otherwise, whoever can still grow in the skill gets the task', () => {
  const members = [
    member('ana', { skills: [...go(3), { name: 'sql', level: 4 }] }),
    member('ben', { skills: [...go(4), { name: 'sql', level: 3 }] }),
  ];
  const requiredSkills = [...go(2), { name: 'sql', level: 3 }];
  const why = optimise({ members, tasks: [task('T-1', { requiredSkills })] }).explain('T-1');
  expect(why?.memberId).toBe('ben');
  expect(why?.reasons.map(({ kind }) => kind)).toContain('stretch');
});

test('an unknown or unplaced task has no explanation', () => {
  expect(optimise({ members: [], tasks: [task('T-1')] }).explain('T-1')).toBeNull();
  expect(optimise({ members: [], tasks: [] }).explain('T-9')).toBeNull();
});

describe('a task that nobody gets says why, with who comes nearest', () => {
  test('nobody has the skill at that level', () => {
    const members = [
      member('ana', { skills: go(2) }),
      member('ben', { skills: go(3) }),
      member('cy'),
    ];
    expect(causeFor({ members, tasks: [task('T-1', { requiredSkills: go(4) })] })).toEqual({
      taskId: 'T-1',
      kind: 'no one has the skill',
      skill: 'go',
      level: 4,
      nearest: [
        { memberId: 'ben', level: 3 },
        { memberId: 'ana', level: 2 },
      ],
    });
  });

  test('each skill is there, but not in one person', () => {
    const members = [
      member('ana', { skills: go(3) }),
      member('ben', { skills: [{ name: 'sql', level: 3 }] }),
      member('cy'),
    ];
    const requiredSkills = [...go(3), { name: 'sql', level: 2 }];
    expect(causeFor({ members, tasks: [task('T-1', { requiredSkills })] })).toEqual({
      taskId: 'T-1',
      kind: 'no one has all skills',
      nearest: [
        { memberId: 'ana', missing: ['sql'] },
        { memberId: 'ben', missing: ['go'] },
        { memberId: 'cy', missing: ['go', 'sql'] },
      ],
    });
  });

  test('it is longer than anybody able has free', () => {
    const members = [
      member('ana', { capacityHours: 40, committedHours: 25 }),
      member('ben', { capacityHours: 20 }),
    ];
    expect(causeFor({ members, tasks: [task('T-1', { estimatedHours: 24 })] })).toEqual({
      taskId: 'T-1',
      kind: 'too large',
      hours: 24,
      nearest: [
        { memberId: 'ben', freeHours: 20 },
        { memberId: 'ana', freeHours: 15 },
      ],
    });
  });

  test('the only one able has declined it', () => {
    const members = [member('ana', { excludedTaskIds: ['T-1'] })];
    expect(causeFor({ members, tasks: [task('T-1')] })).toEqual({
      taskId: 'T-1',
      kind: 'no one may take it',
      nearest: [{ memberId: 'ana' }],
    });
  });

  test('more important work takes the hours', () => {
    const members = [member('ana', { capacityHours: 10 })];
    const tasks = [
      task('T-1', { estimatedHours: 8, priority: 'low' }),
      task('T-2', { estimatedHours: 8, priority: 'urgent' }),
    ];
    expect(causeFor({ members, tasks })).toEqual({
      taskId: 'T-1',
      kind: 'no capacity left',
      hours: 8,
      nearest: [{ memberId: 'ana', freeHours: 2 }],
    });
  });
});

describe('the next task of one member', () => {
  const members = [
    member('ana', { capacityHours: 4, skills: go(5) }),
    member('ben', { capacityHours: 4 }),
  ];
  const tasks = [
    task('T-1', { priority: 'high', requiredSkills: go(3) }),
    task('T-2', { priority: 'high', daysUntilDue: 20 }),
  ];
  const prices = optimise({ members, tasks }).prices ?? new Map<string, number>();

  test('is the one with the best score', () => {
    const [first] = nextTasks({ members, tasks }, 'ana');
    expect(first?.explanation.taskId).toBe('T-2');
    expect(first?.opportunityCost).toBe(0);
  });

  test('leaves to others what only they would do as well, at the last prices', () => {
    const [first, second] = nextTasks({ members, tasks }, 'ana', { last: { prices, gap: 0 } });
    expect(first?.explanation.taskId).toBe('T-1');
    expect(second?.opportunityCost).toBeGreaterThan(0);
  });

  test('ignores prices of a solution that was far from the best possible', () => {
    const last = { prices, gap: 0.1 };
    expect(nextTasks({ members, tasks }, 'ana', { last })).toEqual(
      nextTasks({ members, tasks }, 'ana'),
    );
  });

  test('is none for somebody who is not in the problem', () => {
    expect(nextTasks({ members, tasks }, 'gone')).toEqual([]);
  });
});

test.each([
  [
    'capacity of member ana: -1 hours',
    { members: [member('ana', { capacityHours: -1 })], tasks: [] },
  ],
  ['estimate of task T-1: 0 hours', { members: [], tasks: [task('T-1', { estimatedHours: 0 })] }],
  ['go of member ana: level 6', { members: [member('ana', { skills: go(6) })], tasks: [] }],
  ['task T-1 is given twice', { members: [], tasks: [task('T-1'), task('T-1')] }],
])('a problem with an impossible value is refused: %s', (fault, problem) => {
  expect(() => optimise(problem)).toThrow(new RangeError(fault));
});
