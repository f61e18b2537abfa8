import { isOffRotation, type WorkLimits } from '../assignments/index.js';
import { localDayOf } from '../calendar/index.js';
import type { MemberLoad, TeamLoads } from '../workload/index.js';
import type { RebalancingDeps } from './rebalancing-deps.js';

export interface LimitedLoad extends MemberLoad {
  readonly limits: WorkLimits;
  /** Off rotation: what they hold may go, nothing comes. */
  readonly takesNothing: boolean;
}

/** The loads with what the members themselves decided about how much work they take on. */
export async function limitedLoads(
  { workLimitsOf }: Pick<RebalancingDeps, 'workLimitsOf'>,
  { members, horizon }: TeamLoads,
): Promise<readonly LimitedLoad[]> {
  return Promise.all(
    members.map(async (load) => {
      const { member, capacityHours } = load;
      const limits = await workLimitsOf(member.id);
      const share = (limits.hoursPerWeek ?? Infinity) / member.weeklyCapacityHours;
      return {
        ...load,
        capacityHours: capacityHours * Math.min(1, share),
        limits,
        takesNothing: isOffRotation(limits, localDayOf(horizon.from, member.timeZone)),
      };
    }),
  );
}
