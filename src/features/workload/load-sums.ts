import type { Member } from '../people/index.js';
import { capacityIn, type Horizon } from './capacity.js';
import { type Load, loadOf, totalHoursOf } from './load.js';
import type { WorkloadDeps } from './workload-deps.js';

/** A load without the tasks that make it up. */
export interface LoadSum extends Load {
  readonly member: Member;
  /** How many of the tasks nobody has estimated. */
  readonly withoutEstimate: number;
}

/** The load of each of the members over `horizon`; reads sums, whatever the number of tasks. */
export async function loadSumsOf(
  { calendars, tasks, settings }: Pick<WorkloadDeps, 'calendars' | 'tasks' | 'settings'>,
  members: readonly Member[],
  horizon: Horizon,
): Promise<readonly LoadSum[]> {
  const ids = members.map(({ id }) => id);
  const [ownCalendars, held] = await Promise.all([
    calendars.calendarsOf(ids),
    tasks.heldEstimates(ids),
  ]);
  return members.map((member) => {
    const calendar = ownCalendars.get(member.id);
    const capacity = calendar ? capacityIn(horizon, calendar, member.weeklyCapacityHours) : 0;
    const own = held.filter(({ assigneeId }) => assigneeId === member.id);
    const unknown = own.find(({ estimatedHours }) => estimatedHours === null);
    const load = loadOf(capacity, totalHoursOf(own), settings);
    return { member, withoutEstimate: unknown?.tasks ?? 0, ...load };
  });
}
