import type { Member } from '../people/index.js';
import { isOngoing, type Task } from '../tasks/index.js';
import type { TeamLoads } from '../workload/index.js';
import { isMovable, type SuggestedMove, type Suggestion } from './suggestion.js';

/** What is no longer as it was when the moves were suggested. */
export type ChangeSince =
  | {
      readonly kind: 'task';
      readonly taskId: string;
      readonly title: string;
      readonly how: 'over' | 'with somebody else' | 'started or pinned' | 'edited' | 'gone';
    }
  | { readonly kind: 'left'; readonly memberId: string }
  | {
      readonly kind: 'load' | 'capacity';
      readonly member: Member;
      readonly hoursBefore: number;
      readonly hoursNow: number;
    };

/** Smaller differences of hours are rounding. */
const leastHours = 0.02;

/**
 * What has changed in the tasks that are to move, and in the load and working hours of those whom
 * the moves concern. `loads` are to be over the suggestion's horizon.
 */
export function changesSince(
  suggestion: Suggestion,
  moves: readonly SuggestedMove[],
  tasks: readonly Task[],
  loads: TeamLoads,
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
