import type { OutgoingMessage } from '../../outbox/index.js';
import { localDayOf } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import { horizonFrom } from './capacity.js';
import type { LoadCheck } from './load-checks-store.js';
import { loadSumsOf } from './load-sums.js';
import { untilOf } from './load-views.js';
import { type Overload, overloadNotice, teamOverloadNotice } from './notices.js';
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
    const concerned = members.filter((member) => member.active && member.teamId === teamId);
    const warnings = await warningsIn(deps, team, concerned, waiting);
    warned += warnings.warned;
    messages.push(...warnings.messages);
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

/** What there is to tell of those of the team's members whose load may have grown. */
async function warningsIn(
  deps: WorkloadDeps,
  team: Team,
  concerned: readonly Member[],
  waiting: readonly LoadCheck[],
): Promise<{ readonly warned: number; readonly messages: readonly OutgoingMessage[] }> {
  const { people, calendars, clock, settings } = deps;
  const now = clock.now();
  const horizon = horizonFrom(await calendars.calendarOfTeam(team), now, settings.horizonDays);
  const overloadedAmong = async (members: readonly Member[]): Promise<readonly Overload[]> =>
    (await loadSumsOf(deps, members, horizon))
      .filter(({ state }) => state === 'overloaded')
      .map((load) => ({ load, causes: causesFor(load.member, waiting) }));
  const grown = await overloadedAmong(concerned);
  if (grown.length === 0) return { warned: 0, messages: [] };
  const everybody = await people.activeMembers(team.id);
  const overloaded = (await overloadedAmong(everybody)).toSorted((one, other) =>
    one.load.member.name.localeCompare(other.load.member.name),
  );
  const managers = await people.members(team.managerIds);
  const day = localDayOf(now, team.timeZone);
  const until = untilOf({ horizon, team });
  const run = waiting.at(-1)?.id ?? '';
  const own = grown.flatMap((overload) =>
    toMember(overload.load.member, {
      id: `overload/${overload.load.member.id}/${day}`,
      message: overloadNotice({ ...overload, until }),
    }),
  );
  const toManagers = managers.flatMap((manager) => {
    const isOther = ({ load: { member } }: Overload) => member.id !== manager.id;
    if (!grown.some(isOther)) return [];
    return toMember(manager, {
      id: `overload/${team.id}/${day}/${run}/${manager.id}`,
      key: `overload/${team.id}/${day}`,
      message: teamOverloadNotice(team, until, overloaded.filter(isOther)),
    });
  });
  return { warned: grown.length, messages: [...own, ...toManagers] };
}

function causesFor({ id }: Member, waiting: readonly LoadCheck[]): Overload['causes'] {
  return waiting.filter(({ memberId }) => memberId === id).map(({ cause }) => cause);
}

function toMember(
  { slackId, active }: Member,
  notice: Omit<OutgoingMessage, 'to'>,
): readonly OutgoingMessage[] {
  return slackId === undefined || !active ? [] : [{ ...notice, to: slackId }];
}
