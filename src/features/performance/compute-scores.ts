import { addHours } from 'date-fns/addHours';
import { subHours } from 'date-fns/subHours';
import { localDayOf, workingHoursBetween } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import { inputsFrom, partsOf } from './inputs.js';
import type { PerformanceDeps } from './performance-deps.js';
import { formulaVersion, scoreOf } from './score.js';
import type { Snapshot } from './snapshot.js';

/** Load is looked at over the week ahead. */
const horizonDays = 7;

/** The scores of those members of a team as of now, and keeps them as the day's snapshots. */
export async function computeScores(
  deps: PerformanceDeps,
  team: Team,
  members: readonly Member[],
): Promise<readonly Snapshot[]> {
  const { settings, store } = deps;
  const at = deps.clock.now();
  const window = { from: subHours(at, settings.windowDays * 24), to: at };
  const only = members.length === 1 ? members[0]?.id : undefined;
  const tasks = await deps.tasks.ongoingOrCompletedSince(team.id, window.from, only);
  const calendars = await deps.calendars.calendarsOf(members.map(({ id }) => id));
  const snapshots = members.map((member): Snapshot => {
    const calendar = calendars.get(member.id);
    const own = tasks.filter(({ assigneeId }) => assigneeId === member.id);
    const hours = calendar ? workingHoursBetween(calendar, at, addHours(at, horizonDays * 24)) : 0;
    const inputs = inputsFrom(own, window, member.skills, hours);
    return {
      memberId: member.id,
      teamId: team.id,
      day: localDayOf(at, team.timeZone),
      at,
      formulaVersion,
      ...settings,
      inputs,
      ...scoreOf(partsOf(inputs), settings.weights),
    };
  });
  for (const snapshot of snapshots) await store.save(snapshot);
  return snapshots;
}
