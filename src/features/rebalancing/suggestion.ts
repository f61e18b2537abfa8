import type { Task } from '../tasks/index.js';
import type { Horizon } from '../workload/index.js';
import type { SelectedMove } from './select-moves.js';

/** A task that is suggested to change hands, as it was when that was suggested. */
export interface SuggestedMove extends SelectedMove {
  readonly title: string;
  readonly version: number;
}

/** Smaller differences of hours are rounding. */
export const leastHours = 0.02;

/** Somebody's load when moves were suggested, and as all of them would leave it. */
export interface LoadChange {
  readonly memberId: string;
  readonly capacityHours: number;
  readonly hoursBefore: number;
  readonly hoursAfter: number;
}

export type SuggestionState =
  | { readonly kind: 'suggested' }
  | {
      readonly kind: 'applied';
      readonly byId: string;
      readonly at: Date;
      readonly taskIds: readonly string[];
    }
  | {
      readonly kind: 'reverted';
      readonly byId: string;
      readonly at: Date;
      readonly taskIds: readonly string[];
    };

export interface Suggestion {
  readonly id: string;
  readonly teamId: string;
  readonly byId: string;
  readonly horizon: Horizon;
  readonly moves: readonly SuggestedMove[];
  /** Of everybody concerned by a move. */
  readonly loads: readonly LoadChange[];
  readonly state: SuggestionState;
}

/** Whether `task` may change hands without its holder being asked: nobody has begun it. */
export function isMovable({ status, startedAt, pinned, monitoring }: Task): boolean {
  const isWatched = monitoring !== null && monitoring.state !== 'ended';
  return status === 'open' && startedAt === null && !pinned && !isWatched;
}

/** Everybody's load before and after `moves`, of those whom they concern. */
export function loadChanges(
  moves: readonly SelectedMove[],
  members: ReadonlyMap<string, { readonly capacityHours: number; readonly loadHours: number }>,
): readonly LoadChange[] {
  const ids = [...new Set(moves.flatMap(({ fromId, toId }) => [fromId, toId]))];
  return ids.map((memberId) => {
    const { capacityHours = 0, loadHours = 0 } = members.get(memberId) ?? {};
    const sum = (of: readonly SelectedMove[]) => of.reduce((total, { hours }) => total + hours, 0);
    const hoursAfter =
      loadHours -
      sum(moves.filter(({ fromId }) => fromId === memberId)) +
      sum(moves.filter(({ toId }) => toId === memberId));
    return { memberId, capacityHours, hoursBefore: loadHours, hoursAfter };
  });
}
