import * as fc from 'fast-check';
import type {
  AssignableMember,
  AssignableTask,
  AssignmentProblem,
} from '../../../../src/features/assignments/index.js';
import { priorities } from '../../../../src/features/tasks/index.js';

const skillNames = ['go', 'react', 'sql', 'ux'] as const;

const skills = (most: number) =>
  fc.uniqueArray(
    fc.record({ name: fc.constantFrom(...skillNames), level: fc.integer({ min: 1, max: 5 }) }),
    { maxLength: most, selector: ({ name }) => name },
  );

function memberNamed(id: string): fc.Arbitrary<AssignableMember> {
  return fc.record({
    id: fc.constant(id),
    capacityHours: fc.integer({ min: 0, max: 40 }),
    committedHours: fc.integer({ min: 0, max: 20 }),
    skills: skills(4),
    excludedTaskIds: fc.uniqueArray(fc.integer({ min: 0, max: 29 }).map(taskId), { maxLength: 4 }),
    maximumTasks: fc.option(fc.integer({ min: 0, max: 5 })),
  });
}

function taskNamed(id: string, memberCount: number): fc.Arbitrary<AssignableTask> {
  const someMember = fc.integer({ min: 0, max: memberCount }).map(memberId);
  return fc.record({
    id: fc.constant(id),
    estimatedHours: fc.integer({ min: 1, max: 48 }).map((quarters) => quarters / 4),
    requiredSkills: skills(2).map((required) =>
      required.map(({ name, level }) => ({ name, level: Math.min(level, 3) })),
    ),
    priority: fc.constantFrom(...priorities),
    daysUntilDue: fc.option(fc.integer({ min: -10, max: 30 })),
    daysWaiting: fc.integer({ min: 0, max: 60 }),
    holderId: fc.option(someMember),
    isFixed: fc.boolean(),
    familiarMemberIds: fc.uniqueArray(someMember, { maxLength: 2 }),
  });
}

/** Up to 8 members and 30 tasks; some tasks are held by somebody who is no member any more. */
export const arbitraryProblem: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    memberCount: fc.integer({ min: 0, max: 8 }),
    taskCount: fc.integer({ min: 0, max: 30 }),
  })
  .chain(({ memberCount, taskCount }) =>
    fc.record({
      members: all(memberCount, (index) => memberNamed(memberId(index))),
      tasks: all(taskCount, (index) => taskNamed(taskId(index), memberCount)),
    }),
  );

function all<Item>(count: number, one: (index: number) => fc.Arbitrary<Item>) {
  return fc.tuple(...Array.from({ length: count }, (_, index) => one(index)));
}

function memberId(index: number): string {
  return `member-${index}`;
}

function taskId(index: number): string {
  return `T-${index}`;
}

export function member(id: string, given: Partial<AssignableMember> = {}): AssignableMember {
  return {
    id,
    capacityHours: 40,
    committedHours: 0,
    skills: [],
    excludedTaskIds: [],
    maximumTasks: null,
    ...given,
  };
}

export function task(id: string, given: Partial<AssignableTask> = {}): AssignableTask {
  return {
    id,
    estimatedHours: 4,
    requiredSkills: [],
    priority: 'normal',
    daysUntilDue: null,
    daysWaiting: 0,
    holderId: null,
    isFixed: false,
    familiarMemberIds: [],
    ...given,
  };
}
