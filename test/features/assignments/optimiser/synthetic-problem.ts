import type { AssignmentProblem } from '../../../../src/features/assignments/index.js';
import { priorities } from '../../../../src/features/tasks/index.js';
import { seededRandom } from '../../../../src/shared/random.js';
import { member, task } from './arbitrary-problem.js';

export interface ProblemSize {
  readonly members: number;
  readonly tasks: number;
  /** Hours of all tasks over hours of all members. */
  readonly load: number;
  readonly seed: number;
}

/**
 * Members with 3 to 8 skills of a vocabulary that grows with their number, and different hours;
 * tasks of half an hour to eight that require one skill, or two that one of the members has.
 */
export function syntheticProblem(size: ProblemSize): AssignmentProblem {
  const random = seededRandom(size.seed);
  const between = (least: number, most: number) =>
    least + Math.floor(random() * (most - least + 1));
  const vocabulary = Math.min(200, Math.max(8, Math.round(size.members / 10)));
  const skillsOf = Array.from({ length: size.members }, () => {
    const names = new Set(Array.from({ length: between(3, 8) }, () => between(1, vocabulary)));
    return [...names].map((name) => ({ name: `skill ${name}`, level: between(1, 5) }));
  });
  const tasks = Array.from({ length: size.tasks }, (_, index) => {
    const able = skillsOf[between(0, size.members - 1)] ?? [];
    return task(`T-${index}`, {
      estimatedHours: between(1, 16) / 2,
      requiredSkills: able
        .slice(0, between(1, 2))
        .map(({ name, level }) => ({ name, level: between(1, Math.min(3, level)) })),
      priority: priorities[between(0, priorities.length - 1)] ?? 'normal',
      daysUntilDue: between(-3, 30),
      daysWaiting: between(0, 20),
    });
  });
  const hours = tasks.reduce((sum, { estimatedHours }) => sum + estimatedHours, 0);
  const mean = hours / size.load / size.members;
  const members = skillsOf.map((skills, index) =>
    member(`member ${index}`, { skills, capacityHours: mean * (0.5 + random()) }),
  );
  return { members, tasks };
}
