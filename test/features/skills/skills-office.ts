import { readSkills } from '../../../src/features/people/index.js';
import { type Colleague, type Office, openOffice } from '../assignments/office.js';

export type SkillsOffice = Awaited<ReturnType<typeof openSkillsOffice>>;

const skillsAtFirst: Readonly<Record<string, string>> = {
  Ada: '',
  Mia: '',
  Ana: 'go:3; typescript:4',
  Ben: 'go:2',
};

export function skillsIn(text: string) {
  const read = readSkills(text);
  if ('fault' in read) throw new Error(read.fault);
  return read.skills;
}

/** The engineers Ana and Ben with their manager Mia and the admin Ada, who manages them as well. */
export async function openSkillsOffice(...more: readonly Colleague[]) {
  const office: Office = await openOffice([
    { name: 'Ada', role: 'admin' },
    { name: 'Mia', role: 'manager' },
    { name: 'Ana' },
    { name: 'Ben' },
    ...more,
  ]);
  const request = async (name: string) => ({
    actor: await office.actor(name),
    intentId: office.intent(),
  });
  const member = async (name: string) => {
    const found = await office.people.member(office.idOf(name));
    if (!found) throw new Error(`${name} is gone`);
    return found;
  };
  return {
    ...office,
    request,
    member,

    async reset(): Promise<void> {
      await office.clear();
      for (const [name, text] of Object.entries(skillsAtFirst)) {
        await office.db
          .collection<{ _id: string }>('members')
          .updateOne({ _id: office.idOf(name) }, { $set: { skills: skillsIn(text) } });
      }
    },

    /** Tasks that `name` completes one after the other, an hour apart, in `hours` of 10 estimated. */
    async completes(name: string, count: number, required: string, hours = 9.6): Promise<void> {
      for (let done = 0; done < count; done += 1) {
        office.clock.advance(60 * 60_000);
        const task = await office.task({
          assigneeId: office.idOf(name),
          requiredSkills: skillsIn(required),
          estimatedHours: 10,
        });
        await office.change(name, task.id, { kind: 'complete', hours, notes: null });
      }
    },

    suggestions: async (name: string) => office.skills.suggestionsFor(await member(name)),

    /** What waits for `name`, or was told, by template, oldest first. */
    async told(name: string) {
      const found = await office.db
        .collection('notification_logs')
        .find({ to: `U0${name.toUpperCase()}` })
        .sort({ sequence: 1 })
        .toArray();
      return found
        .map(({ message }) => message as { template: string; view: Record<string, unknown> })
        .filter(({ template }) => template.startsWith('skills/'));
    },
  };
}
