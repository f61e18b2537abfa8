import { type AssignmentProblem, highestSkillLevel } from './problem.js';

/**
 * A problem that contradicts itself is a fault of the caller.
 * @throws RangeError that names the first member or task with an impossible value.
 */
export function checkProblem({ members, tasks }: AssignmentProblem): void {
  const fault =
    repeatedId('member', members) ??
    repeatedId('task', tasks) ??
    members.map(memberFault).find(isFault) ??
    tasks.map(taskFault).find(isFault);
  if (fault) throw new RangeError(fault);
}

type Member = AssignmentProblem['members'][number];
type Task = AssignmentProblem['tasks'][number];

function isFault(fault: string | null): fault is string {
  return fault !== null;
}

function repeatedId(kind: string, items: readonly { readonly id: string }[]): string | null {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) return `${kind} ${id} is given twice`;
    seen.add(id);
  }
  return null;
}

function memberFault({ id, capacityHours, committedHours, maximumTasks, skills }: Member) {
  if (!isAmount(capacityHours)) return `capacity of member ${id}: ${capacityHours} hours`;
  if (!isAmount(committedHours)) return `committed hours of member ${id}: ${committedHours}`;
  if (maximumTasks !== null && !isAmount(maximumTasks)) {
    return `most tasks of member ${id}: ${maximumTasks}`;
  }
  return skillFault(`member ${id}`, skills);
}

function taskFault({ id, estimatedHours, daysWaiting, daysUntilDue, requiredSkills }: Task) {
  if (!isAmount(estimatedHours) || estimatedHours === 0) {
    return `estimate of task ${id}: ${estimatedHours} hours`;
  }
  if (!isAmount(daysWaiting)) return `days that task ${id} has waited: ${daysWaiting}`;
  if (daysUntilDue !== null && !Number.isFinite(daysUntilDue)) {
    return `days until task ${id} is due: ${daysUntilDue}`;
  }
  return skillFault(`task ${id}`, requiredSkills);
}

function skillFault(owner: string, skills: Member['skills']): string | null {
  const wrong = skills.find(
    ({ level }) => !Number.isInteger(level) || level < 1 || level > highestSkillLevel,
  );
  return wrong ? `${wrong.name} of ${owner}: level ${wrong.level}` : null;
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
