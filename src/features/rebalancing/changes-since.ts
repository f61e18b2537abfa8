import type { WorkLimits } from '../assignments/index.js';
import type { Member } from '../people/index.js';
import { isOngoing, type Task } from '../tasks/index.js';
import type { TeamLoads } from '../workload/index.js';
import { type Excess, excessOf, type LimitedLoad } from './limited-loads.js';
import { isMovable, leastHours, type SuggestedMove, type Suggestion } from './suggestion.js';

/** What is no longer as it was when the moves were suggested. */
export type ChangeSince =
  | {
      readonly kind: 'task';
      readonly taskId: string;
      readonly title: string;
      readonly how: 'over' | 'with somebody else' | 'started or pinned' | 'edited' | 'gone';
    }
  | { readonly kind: 'left'; readonly memberId: string }
  /** The moves were made within the limits that somebody had then. */
  | {
      readonly kind: 'limits';
      readonly member: Member;
      readonly limits: WorkLimits;
      readonly excess: Excess;
    }
  | {
      readonly kind: 'load' | 'capacity';
      readonly member: Member;
      readonly hoursBefore: number;
      readonly hoursNow: number;
    };

/**
 * What has changed in the tasks that are to move, in the load and working hours of those whom the
 * moves concern, and in what the receivers take on. `loads` are to be over the suggestion's horizon.
 */
export function changesSince(
  suggestion: Suggestion,
  moves: readonly SuggestedMove[],
  tasks: readonly Task[],
  loads: TeamLoads,
  limited: readonly LimitedLoad[],
): readonly ChangeSince[] {
  const concerned = new Set(moves.flatMap(({ fromId, toId }) => [fromId, toId]));
  return [
    ...moves.flatMap((move) => {
      const how = taskChange(
        move,
        tasks.find(({ id }) => id === move.taskId),
      );
      const { taskId, title } = move;
      return how === null ? [] : [{ kind: 'task', taskId, title, how } as const];
    }),
    ...suggestion.loads
      .filter(({ memberId }) => concerned.has(memberId))
      .flatMap((then): readonly ChangeSince[] => {
        const now = loads.members.find(({ member }) => member.id === then.memberId);
        if (!now) return [{ kind: 'left', memberId: then.memberId }];
        return [
          ...difference('load', now.member, then.hoursBefore, now.loadHours),
          ...difference('capacity', now.member, then.capacityHours, now.capacityHours),
        ];
      }),
    ...limited
      .filter(({ member }) => concerned.has(member.id))
      .flatMap((load): readonly ChangeSince[] => {
        const { member, limits } = load;
        const excess = excessOf(suggestion.moves, load);
        const isByLimit = excess !== null && (excess !== 'hours' || limits.hoursPerWeek !== null);
        return isByLimit ? [{ kind: 'limits', member, limits, excess }] : [];
      }),
  ];
}

function taskChange(move: SuggestedMove, task: Task | undefined) {
  if (!task) return 'gone';
  if (!isOngoing(task)) return 'over';
  if (task.assigneeId !== move.fromId) return 'with somebody else';
  if (!isMovable(task)) return 'started or pinned';
  return task.version === move.version ? null : 'edited';
}

function difference(
  kind: 'load' | 'capacity',
  member: Member,
  hoursBefore: number,
  hoursNow: number,
): readonly ChangeSince[] {
  return Math.abs(hoursNow - hoursBefore) < leastHours
    ? []
    : [{ kind, member, hoursBefore, hoursNow }];
}
