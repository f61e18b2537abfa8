import type { MemberActor } from '../../../src/features/people/index.js';
import type { Crew } from './crew.js';

/** Ben completes three tasks that require react at level 3, in no more than the time estimated. */
export async function benWorksWithReact({ app }: Crew): Promise<MemberActor> {
  const { people, tasks } = app.services;
  const member = await people.memberBySlackId('U0BEN');
  const actor = await people.actorById(member?.id ?? '');
  if (!actor || actor.teamId === null) throw new Error('Ben is in no team');
  for (const number of [1, 2, 3]) {
    const created = await tasks.create({
      actor,
      intentId: `create ${number}`,
      task: {
        title: `Component ${number}`,
        notes: null,
        teamId: actor.teamId,
        assigneeId: actor.memberId,
        priority: 'normal',
        dueOn: null,
        estimatedHours: 8,
        monitoring: null,
        requiredSkills: [{ name: 'react', level: 3 }],
      },
    });
    if (created.kind !== 'created') throw new Error(created.kind);
    await tasks.change({
      actor,
      intentId: `complete ${number}`,
      taskId: created.task.id,
      command: { kind: 'complete', hours: 7.5, notes: null },
    });
  }
  return actor;
}
