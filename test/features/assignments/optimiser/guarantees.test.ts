import * as fc from 'fast-check';
import {
  type AssignmentProblem,
  optimise,
  type Solution,
} from '../../../../src/features/assignments/index.js';
import { seededRandom } from '../../../../src/shared/random.js';
import { arbitraryProblem, member, task } from './arbitrary-problem.js';

function whoDoesWhat({ assignments }: Solution): Record<string, string> {
  return Object.fromEntries(assignments.map(({ taskId, memberId }) => [taskId, memberId]));
}

/** The problem once everybody has what the solution gives them. */
function carriedOut(problem: AssignmentProblem, solution: Solution): AssignmentProblem {
  const holders = whoDoesWhat(solution);
  const tasks = problem.tasks.map((t) =>
    t.isFixed ? t : { ...t, holderId: holders[t.id] ?? null },
  );
  return { ...problem, tasks };
}

/** 20 members, 200 tasks, slightly more work than hours. */
function crowdedProblem(): AssignmentProblem {
  const random = seededRandom(3);
  const upTo = (most: number) => Math.floor(random() * most);
  const members = Array.from({ length: 20 }, (_, index) =>
    member(`member-${index}`, {
      capacityHours: 40,
      skills: ['go', 'react', 'sql']
        .filter(() => random() < 0.7)
        .map((name) => ({ name, level: 1 + upTo(5) })),
    }),
  );
  const tasks = Array.from({ length: 200 }, (_, index) =>
    task(`T-${index}`, {
      estimatedHours: 1 + upTo(8),
      requiredSkills: [{ name: ['go', 'react', 'sql'][upTo(3)] ?? 'go', level: 1 + upTo(3) }],
      priority: (['low', 'normal', 'high', 'urgent'] as const)[upTo(4)] ?? 'low',
      daysUntilDue: upTo(30),
    }),
  );
  return { members, tasks };
}

test('the same problem gives the same plan, in whatever order its members and tasks come', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const reversed = {
        members: problem.members.toReversed(),
        tasks: problem.tasks.toReversed(),
      };
      const [first, again, other] = [problem, problem, reversed].map((p) => optimise(p));
      expect(again?.assignments).toEqual(first?.assignments);
      expect(other?.assignments).toEqual(first?.assignments);
      expect(other?.unplaced).toEqual(first?.unplaced);
      expect(other?.value).toBe(first?.value);
    }),
  );
});

test('once a plan is carried out, more capacity for one member never lowers the points', () => {
  fc.assert(
    fc.property(
      arbitraryProblem,
      fc.nat(7),
      fc.integer({ min: 0, max: 20 }),
      (problem, at, more) => {
        const present = carriedOut(problem, optimise(problem));
        const before = optimise(present);
        const members = present.members.map((m, index) =>
          index === at ? { ...m, capacityHours: m.capacityHours + more } : m,
        );
        const after = optimise({ members, tasks: carriedOut(present, before).tasks });
        expect(after.value).toBeGreaterThanOrEqual(before.value - 1e-6);
      },
    ),
  );
});

test('the points never exceed the bound, and the gap says how far they are below it', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { value, bound, gap } = optimise(problem);
      expect(value).toBeLessThanOrEqual((bound ?? 0) + 1e-6);
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThanOrEqual(1);
    }),
  );
});

test('a member who has left loses what can be moved, and it goes to somebody else', () => {
  const problem = { members: [member('ana')], tasks: [task('T-1', { holderId: 'gone' })] };
  expect(optimise(problem).assignments).toMatchObject([{ memberId: 'ana', change: 'moved' }]);
});

test('started or pinned work stays with a holder who is overloaded by it and gets nothing more', () => {
  const members = [member('ana', { capacityHours: 8 }), member('ben', { capacityHours: 8 })];
  const tasks = [
    task('T-1', { estimatedHours: 12, holderId: 'ana', isFixed: true }),
    task('T-2', { estimatedHours: 2, familiarMemberIds: ['ana'] }),
  ];
  const { assignments, loads } = optimise({ members, tasks });
  expect(assignments).toMatchObject([{ taskId: 'T-2', memberId: 'ben' }]);
  expect(loads[0]).toEqual({ memberId: 'ana', hours: 12, capacityHours: 8 });
});

test('after 2 % of the priorities have changed, few tasks change hands, and less than from scratch', () => {
  const problem = crowdedProblem();
  const present = carriedOut(problem, optimise(problem));
  const changed = present.tasks.map((t, index) =>
    index % 50 === 0 ? { ...t, priority: 'urgent' as const } : t,
  );
  const warm = optimise({ ...present, tasks: changed });
  const cold = optimise({ ...present, tasks: changed.map((t) => ({ ...t, holderId: null })) });
  const before = whoDoesWhat(optimise(problem));
  const moves = (plan: Solution) =>
    Object.entries(whoDoesWhat(plan)).filter(
      ([taskId, memberId]) => before[taskId] !== undefined && before[taskId] !== memberId,
    ).length;
  expect(moves(warm)).toBeLessThanOrEqual(10);
  expect(moves(warm)).toBeLessThan(moves(cold));
});

test('work is spread: of equals nobody is loaded by more than one task over another', () => {
  const members = Array.from({ length: 5 }, (_, index) => member(`member-${index}`));
  const tasks = Array.from({ length: 20 }, (_, index) => task(`T-${index}`));
  const hours = optimise({ members, tasks }).loads.map((load) => load.hours);
  expect(Math.max(...hours) - Math.min(...hours)).toBeLessThanOrEqual(4);
});

test('no task starves: the least important one beats any newer one within 90 days of waiting', () => {
  const members = [member('ana', { capacityHours: 4, skills: [{ name: 'go', level: 5 }] })];
  const old = task('T-1', { priority: 'low', requiredSkills: [{ name: 'go', level: 1 }] });
  const daysUntilDone = Array.from({ length: 91 }, (_, day) => day).find((day) => {
    const urgent = task(`T-${day + 2}`, {
      priority: 'urgent',
      daysUntilDue: 0,
      familiarMemberIds: ['ana'],
    });
    const plan = optimise({ members, tasks: [{ ...old, daysWaiting: day }, urgent] });
    return plan.assignments[0]?.taskId === 'T-1';
  });
  expect(daysUntilDone).toBeGreaterThan(14);
  expect(daysUntilDone).toBeLessThanOrEqual(90);
});
