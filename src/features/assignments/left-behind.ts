import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { type Member, slackIdOf, systemActor, type Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { AssignmentDeps } from './assignment-deps.js';

/**
 * Takes what members who have left had not begun back from them, so that it is offered to others, and
 * tells the managers of that and of what stays with them.
 */
export async function takeBackFromLeavers(deps: AssignmentDeps, team: Team): Promise<void> {
  const leavers = await deps.people.leavers();
  const left = await deps.tasks.ongoingTasksOf(leavers.map(({ id }) => id));
  const ofTeam = left.filter(({ teamId }) => teamId === team.id);
  if (ofTeam.length === 0) return;
  const managers = await deps.people.members(team.managerIds);
  for (const leaver of leavers) {
    const own = ofTeam.filter(({ assigneeId }) => assigneeId === leaver.id);
    if (own.length > 0) await takeBackFrom(deps, { team, leaver, own, managers });
  }
}

async function takeBackFrom(
  { tasks, outbox, work, clock, inTransaction }: AssignmentDeps,
  {
    team,
    leaver,
    own,
    managers,
  }: {
    readonly team: Team;
    readonly leaver: Member;
    readonly own: readonly Task[];
    readonly managers: readonly Member[];
  },
): Promise<void> {
  const cause = `left/${leaver.id}/${leaver.version}`;
  const freed = own.filter(isNotBegun);
  const changes = freed.map((task) => ({
    task,
    assigneeId: null,
    actor: systemActor,
    intentId: `${cause}/${task.id}`,
    action: 'task returned',
    reason: `${leaver.name} has left`,
  }));
  const view = {
    who: leaver.name,
    freed: freed.map(lineOf),
    kept: own.filter((task) => !isNotBegun(task)).map(lineOf),
  };
  const told = managers.flatMap((manager): OutgoingMessage[] => {
    const to = slackIdOf(manager);
    const notice = message('assignments/left-behind', view);
    return to === null ? [] : [{ id: `${cause}/${team.id}/${to}`, to, message: notice }];
  });
  await inTransaction(async (transaction) => {
    await tasks.reassign(changes, transaction);
    await outbox.enqueue(told, transaction);
    if (changes.length === 0) return;
    const offers = { kind: 'offers', subject: team.id, dueAt: clock.now() } as const;
    await work.enqueue([{ cause: `${cause}/${team.id}`, ...offers }], transaction);
  });
}

function isNotBegun({ status, pinned, monitoring }: Task): boolean {
  return status === 'open' && !pinned && monitoring === null;
}

function lineOf({ id, title, status, pinned }: Task) {
  return { id, title, status, pinned };
}
