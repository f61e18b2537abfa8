import * as fc from 'fast-check';
import {
  type AssignmentProblem,
  nextTasks,
  optimise,
} from '../../../../src/features/assignments/index.js';
import { arbitraryProblem } from './arbitrary-problem.js';

/** Every hard limit that a pair breaks, in words. */
function brokenLimits(problem: AssignmentProblem, taskId: string, memberId: string): string[] {
  const task = problem.tasks.find(({ id }) => id === taskId);
  const member = problem.members.find(({ id }) => id === memberId);
  if (!task || !member) return ['unknown'];
  const levels = new Map(member.skills.map(({ name, level }) => [name, level]));
  return [
    ...task.requiredSkills
      .filter(({ name, level }) => (levels.get(name) ?? 0) < level)
      .map(({ name }) => `lacks ${name}`),
    ...(member.excludedTaskIds.includes(taskId) ? ['excluded'] : []),
  ];
}

const rounding = 1e-6;

test('nobody is given a task they lack a skill for or are excluded from', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const broken = optimise(problem).assignments.flatMap(({ taskId, memberId }) =>
        brokenLimits(problem, taskId, memberId),
      );
      expect(broken).toEqual([]);
    }),
  );
});

test('nobody is given more hours than remain beside committed and fixed work, or too many tasks', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { assignments } = optimise(problem);
      for (const member of problem.members) {
        const given = assignments.filter(({ memberId }) => memberId === member.id);
        const fixed = problem.tasks.filter(
          ({ isFixed, holderId }) => isFixed && holderId === member.id,
        );
        const taken = fixed.reduce(
          (sum, { estimatedHours }) => sum + estimatedHours,
          member.committedHours,
        );
        const hours = given.reduce((sum, assignment) => sum + assignment.hours, 0);
        const free = Math.max(0, member.capacityHours - taken);
        const places = Math.max(0, (member.maximumTasks ?? Infinity) - fixed.length);
        expect(hours).toBeLessThanOrEqual(free + rounding);
        expect(given.length).toBeLessThanOrEqual(places);
      }
    }),
  );
});

test('fixed tasks are left out; every other task is either assigned once or unplaced with a cause', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { assignments, unplaced } = optimise(problem);
      const ids = [...assignments, ...unplaced].map(({ taskId }) => taskId);
      const movable = problem.tasks.filter(({ isFixed }) => !isFixed).map(({ id }) => id);
      expect(ids.toSorted()).toEqual(movable.toSorted());
    }),
  );
});

test('no task stays unplaced while somebody able has room for it', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { unplaced, loads, assignments } = optimise(problem);
      for (const { taskId } of unplaced) {
        const task = problem.tasks.find(({ id }) => id === taskId);
        const able = problem.members.filter(({ id, maximumTasks }) => {
          const load = loads.find(({ memberId }) => memberId === id);
          const fixed = problem.tasks.filter((t) => t.isFixed && t.holderId === id).length;
          const held = fixed + assignments.filter(({ memberId }) => memberId === id).length;
          return (
            brokenLimits(problem, taskId, id).length === 0 &&
            held < (maximumTasks ?? Infinity) &&
            (load?.hours ?? 0) + (task?.estimatedHours ?? 0) <= (load?.capacityHours ?? 0)
          );
        });
        expect(able.map(({ id }) => id)).toEqual([]);
      }
    }),
  );
});

test('the next tasks of one member keep all hard limits and are held by nobody', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const [member] = problem.members;
      fc.pre(member !== undefined);
      const held = problem.tasks.filter(({ holderId }) => holderId === member.id);
      const taken = held.reduce((sum, t) => sum + t.estimatedHours, member.committedHours);
      for (const { explanation } of nextTasks(problem, member.id)) {
        const task = problem.tasks.find(({ id }) => id === explanation.taskId);
        expect(brokenLimits(problem, explanation.taskId, member.id)).toEqual([]);
        expect(task?.holderId).toBeNull();
        expect(taken + (task?.estimatedHours ?? 0)).toBeLessThanOrEqual(
          member.capacityHours + rounding,
        );
        expect(held.length).toBeLessThan(member.maximumTasks ?? Infinity);
      }
    }),
  );
});
