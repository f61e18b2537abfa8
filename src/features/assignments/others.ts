import type { Member } from '../people/index.js';
import { isAvailable } from './build-problem.js';
import { isOffRotation } from './limits.js';
import type { Other } from './offer.js';
import type { AssignableTask, AssignmentProblem } from './optimiser/problem.js';
import { takenHours } from './reasons.js';
import { isAtWork, type Situation, todayOf } from './situation.js';

/** Why each other member of the team does not get the task now, in the order of their names. */
export function othersFor(
  taskId: string,
  memberId: string,
  problem: AssignmentProblem,
  situation: Situation,
): readonly Other[] {
  const task = problem.tasks.find(({ id }) => id === taskId);
  if (!task) throw new Error(`${taskId} is not in the problem`);
  return situation.members
    .filter(({ id }) => id !== memberId)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((member) => ({ memberId: member.id, because: whyNot(task, member, problem, situation) }));
}

/** Said of whoever could take the task: the plan of all work together decides. */
export const lowerOrElsewhere = 'scored lower, or fits other work better';

const lacks = 'lacks ';
const atLevel = ' at level ';

/** What is said of another member once the skill `from` is called `to`. */
export function otherWithSkillRenamed(other: Other, from: string, to: string): Other {
  if (!other.because.startsWith(lacks)) return other;
  const skills = other.because.slice(lacks.length).split(', ');
  const renamed = skills.map((skill) => {
    const isIt = skill.startsWith(`${from}${atLevel}`);
    return isIt ? `${to}${skill.slice(from.length)}` : skill;
  });
  return { ...other, because: `${lacks}${renamed.join(', ')}` };
}

function whyNot(
  task: AssignableTask,
  member: Member,
  problem: AssignmentProblem,
  situation: Situation,
): string {
  if (isOffRotation(situation.limits(member.id), todayOf(member, situation.now))) {
    return 'off rotation';
  }
  const assignable = problem.members.find(({ id }) => id === member.id);
  if (!assignable || !isAvailable(situation, member)) return 'not available';
  if (assignable.excludedTaskIds.includes(task.id)) return 'said no, or nothing, before';
  const missing = task.requiredSkills.filter(
    ({ name, level }) =>
      (assignable.skills.find((skill) => skill.name === name)?.level ?? 0) < level,
  );
  if (missing.length > 0) {
    return `${lacks}${missing.map(({ name, level }) => `${name}${atLevel}${level}`).join(', ')}`;
  }
  const free = assignable.capacityHours - takenHours(problem, member);
  if (free < task.estimatedHours) return `has ${Number(Math.max(0, free).toFixed(1))} h free`;
  const holds = problem.tasks.filter(({ holderId }) => holderId === member.id).length;
  if (assignable.maximumTasks !== null && holds >= assignable.maximumTasks) {
    return `holds ${holds} tasks, their most`;
  }
  if (situation.openOffers.some((offer) => offer.memberId === member.id)) {
    return 'has another offer to answer';
  }
  return isAtWork(situation, member.id) ? lowerOrElsewhere : 'off hours';
}
