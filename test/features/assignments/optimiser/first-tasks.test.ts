import * as fc from 'fast-check';
import {
  type AssignableTask,
  type AssignmentProblem,
  firstTasks,
  nextTasks,
} from '../../../../src/features/assignments/index.js';
import { arbitraryProblem } from './arbitrary-problem.js';

const everybody = ({ members }: AssignmentProblem) => members.map(({ id }) => id);

test('all who are asked get at most one task, which they may have, and no two the same', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const asked = everybody(problem).slice(1);
      const first = firstTasks(problem, asked);
      expect(new Set(first.map(({ taskId }) => taskId)).size).toBe(first.length);
      expect(new Set(first.map(({ memberId }) => memberId)).size).toBe(first.length);
      for (const { taskId, memberId } of first) {
        expect(asked).toContain(memberId);
        const possible = nextTasks(problem, memberId, { limit: 100 });
        expect(possible.map(({ explanation }) => explanation.taskId)).toContain(taskId);
      }
    }),
  );
});

test('nobody goes without a task that is left and that they may have', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const first = firstTasks(problem, everybody(problem));
      const taken = new Set(first.map(({ taskId }) => taskId));
      const idle = everybody(problem).filter(
        (id) => !first.some(({ memberId }) => memberId === id),
      );
      const left = idle.flatMap((id) =>
        nextTasks(problem, id, { limit: 100 })
          .map(({ explanation }) => explanation.taskId)
          .filter((taskId) => !taken.has(taskId)),
      );
      expect(left).toEqual([]);
    }),
  );
});

test('the order of members and tasks changes nothing', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const reversed = {
        members: problem.members.toReversed(),
        tasks: problem.tasks.toReversed(),
      };
      expect(firstTasks(reversed, everybody(reversed))).toEqual(
        firstTasks(problem, everybody(problem)),
      );
    }),
  );
});

test('small urgent work comes before large work that matters less', () => {
  const task = (id: string, rest: Partial<AssignableTask>): AssignableTask => ({
    id,
    estimatedHours: 2,
    requiredSkills: [],
    priority: 'normal',
    daysUntilDue: null,
    daysWaiting: 0,
    holderId: null,
    isFixed: false,
    familiarMemberIds: [],
    ...rest,
  });
  const member = (id: string) => ({
    id,
    capacityHours: 80,
    committedHours: 0,
    skills: [],
    excludedTaskIds: [],
    maximumTasks: null,
  });
  const tasks = [
    task('large', { estimatedHours: 40, priority: 'high' }),
    task('larger', { estimatedHours: 60, priority: 'high' }),
    task('urgent', { priority: 'urgent' }),
    task('also urgent', { priority: 'urgent' }),
  ];
  const first = firstTasks({ members: [member('Ana'), member('Ben')], tasks }, ['Ana', 'Ben']);

  expect(first.map(({ taskId }) => taskId).toSorted()).toEqual(['also urgent', 'urgent']);
});
