import {
  capacityUnderLimits,
  isOffRotation,
  noLimits,
  type WorkLimits,
} from '../assignments/index.js';
import { localDayOf } from '../calendar/index.js';
import type { MemberLoad, TeamLoads } from '../workload/index.js';
import type { RebalancingDeps } from './rebalancing-deps.js';
import type { SelectedMove } from './select-moves.js';
import { leastHours } from './suggestion.js';

/** `capacityHours` are those that the member's own limits leave. */
export interface LimitedLoad extends MemberLoad {
  readonly limits: WorkLimits;
  /** Off rotation: what they hold may go, nothing comes. */
  readonly takesNothing: boolean;
  /** How many more tasks they hold at the most; infinite without a limit. */
  readonly roomForTasks: number;
}

/** The loads with what the members themselves decided about how much work they take on. */
export async function limitedLoads(
  { allWorkLimits, clock }: Pick<RebalancingDeps, 'allWorkLimits' | 'clock'>,
  { members, calendars, horizon }: TeamLoads,
): Promise<readonly LimitedLoad[]> {
  const allLimits = await allWorkLimits(members.map(({ member }) => member.id));
  return members.map((load) => {
    const { member, tasks } = load;
    const limits = allLimits.get(member.id) ?? noLimits;
    const calendar = calendars.get(member.id);
    return {
      ...load,
      capacityHours: calendar ? capacityUnderLimits(horizon, calendar, member, limits) : 0,
      limits,
      takesNothing: isOffRotation(limits, localDayOf(clock.now(), member.timeZone)),
      roomForTasks: Math.max(0, (limits.maximumTasks ?? Infinity) - tasks.length),
    };
  });
}

/** What somebody would get too much of. */
export type Excess = 'any work' | 'tasks' | 'hours';

/** What `moves` would bring the member more of than they take on; null when nothing. */
export function excessOf(
  moves: readonly SelectedMove[],
  { member, loadHours, capacityHours, takesNothing, roomForTasks }: LimitedLoad,
): Excess | null {
  const received = moves.filter(({ toId }) => toId === member.id);
  const given = moves.filter(({ fromId }) => fromId === member.id);
  if (received.length === 0) return null;
  if (takesNothing) return 'any work';
  if (received.length - given.length > roomForTasks) return 'tasks';
  const sum = (of: readonly SelectedMove[]) => of.reduce((total, { hours }) => total + hours, 0);
  const more = sum(received) - sum(given);
  return more > 0 && loadHours + more - capacityHours >= leastHours ? 'hours' : null;
}
