import { type Actor, readSkills, type Skill } from '../people/index.js';
import type { Faults } from './input.js';
import type { TaskDeps } from './task-deps.js';

/** Skills with their names as members' skills have them, so that they can be compared. */
export function cleanSkills(skills: readonly Skill[]): readonly Skill[] {
  const read = readSkills(skills);
  return 'skills' in read ? read.skills : skills;
}

/** What is wrong with the skills that a task requires: levels are 1 to 5, names are given once. */
export function skillsFault(skills: readonly Skill[]): string | null {
  const read = readSkills(skills);
  return 'fault' in read ? read.fault : null;
}

/** Whether the names of the skills that `before` lacks are known. */
export async function skillNameFaults(
  { skillNames }: Pick<TaskDeps, 'skillNames'>,
  actor: Actor,
  skills: readonly Skill[],
  before: readonly Skill[],
): Promise<Faults> {
  const fault = await skillNames.fault(actor, skills, before);
  return fault === null ? {} : { requiredSkills: fault };
}
