import { readSkills, type Skill } from '../people/index.js';

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
