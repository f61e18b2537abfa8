import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';

/** The names of the skills that active members have and ongoing tasks require; they may repeat. */
export async function skillNamesInUse(
  people: Pick<People, 'activeMembers'>,
  tasks: Pick<Tasks, 'ongoingTasks'>,
): Promise<readonly string[]> {
  const [members, ongoing] = await Promise.all([people.activeMembers(), tasks.ongoingTasks()]);
  const used = [
    ...members.flatMap(({ skills }) => skills),
    ...ongoing.flatMap(({ requiredSkills }) => requiredSkills),
  ];
  return used.map(({ name }) => name);
}
