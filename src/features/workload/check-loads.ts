import type { OutgoingMessage } from '../../outbox/index.js';
import { localDayOf } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import type { LoadCause, LoadCheck } from './load-checks-store.js';
import { loadsOfTeam, type MemberLoad, type TeamLoads } from './read-loads.js';
import { overloadNotice, teamOverloadNotice } from './notices.js';
import type { WorkloadDeps } from './workload-deps.js';

const atOnce = 500;

/**
 * Looks at the load of everybody whose load may have grown, and warns whoever has more than fits in
 * the planning horizon, and their managers: each once a day, with all that there is to tell. Safe to
 * repeat.
 */
export async function checkLoads(deps: WorkloadDeps): Promise<{ readonly warned: number }> {
  const { checks, people, inTransaction, outbox } = deps;
  const waiting = await checks.waiting(atOnce);
  if (waiting.length === 0) return { warned: 0 };
  const members = await people.members([...new Set(waiting.map(({ memberId }) => memberId))]);
  const teamIds = new Set(members.flatMap(({ active, teamId }) => (active && teamId) || []));
  const messages: OutgoingMessage[] = [];
  let warned = 0;
  for (const teamId of teamIds) {
    const team = await people.team(teamId);
    if (!team) continue;
    const loads = await loadsOfTeam(deps, team);
    const grown = loads.members.filter(
      ({ member, state }) =>
        state === 'overloaded' && waiting.some(({ memberId }) => memberId === member.id),
    );
    if (grown.length === 0) continue;
    warned += grown.length;
    messages.push(...(await warnings(deps, loads, grown, waiting)));
  }
  await inTransaction(async (transaction) => {
    await outbox.enqueue(messages, transaction);
    await checks.remove(
      waiting.map(({ id }) => id),
      transaction,
    );
  });
  return { warned };
}

async function warnings(
  { people, clock }: WorkloadDeps,
  loads: TeamLoads,
  grown: readonly MemberLoad[],
  waiting: readonly LoadCheck[],
): Promise<readonly OutgoingMessage[]> {
  const { team } = loads;
  const day = localDayOf(clock.now(), team.timeZone);
  const causesOf = (memberId: string): readonly LoadCause[] =>
    waiting.filter((check) => check.memberId === memberId).map(({ cause }) => cause);
  const run = waiting.at(-1)?.id ?? '';
  const own = grown.flatMap((load) =>
    toMember(load.member, {
      id: `overload/${load.member.id}/${day}`,
      message: overloadNotice(loads, load, causesOf(load.member.id)),
    }),
  );
  const managers = await people.members(team.managerIds);
  const toManagers = managers.flatMap((manager) => {
    const others = loads.members.filter(
      ({ member, state }) => state === 'overloaded' && member.id !== manager.id,
    );
    if (!grown.some(({ member }) => member.id !== manager.id)) return [];
    return toMember(manager, {
      id: `overload/${team.id}/${day}/${run}/${manager.id}`,
      key: `overload/${team.id}/${day}`,
      message: teamOverloadNotice(loads, others, causesOf),
    });
  });
  return [...own, ...toManagers];
}

function toMember(
  { slackId, active }: Member,
  notice: Omit<OutgoingMessage, 'to'>,
): readonly OutgoingMessage[] {
  return slackId === undefined || !active ? [] : [{ ...notice, to: slackId }];
}
