import { localDayOf } from '../calendar/index.js';
import { hoursOf, type Load } from './load.js';
import type { MemberLoad, TeamLoads } from './read-loads.js';

/** A load in numbers that can be read: hours to one decimal, a share in whole percent. */
export function loadView({ loadHours, capacityHours, share, state }: Load) {
  return {
    hours: rounded(loadHours),
    capacity: rounded(capacityHours),
    percent: share === null ? null : Math.round(share * 100),
    bar: barOf(share, loadHours),
    state,
  };
}

const cells = 10;

/** Ten cells, filled as the share of capacity that is taken. */
export function barOf(share: number | null, loadHours: number): string {
  const part = share ?? (loadHours > 0 ? 1 : 0);
  const filled = Math.min(cells, Math.round(part * cells));
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled);
}

/** The last day of the horizon, on the team's calendar. */
export function untilOf({ horizon, team }: Pick<TeamLoads, 'horizon' | 'team'>): string {
  return localDayOf(new Date(horizon.to.getTime() - 1), team.timeZone);
}

/** The tasks that make up a load, the longest first. */
export function heldTasksView({ tasks }: MemberLoad) {
  return tasks
    .map((task) => ({
      id: task.id,
      title: task.title,
      status: task.status,
      hours: hoursOf(task),
      assumed: task.estimatedHours === null,
    }))
    .toSorted((a, b) => b.hours - a.hours);
}

function rounded(hours: number): number {
  return Math.round(hours * 10) / 10;
}
