/** A task that could go from one member to another. */
export interface CandidateMove {
  readonly taskId: string;
  readonly hours: number;
  readonly fromId: string;
  readonly toId: string;
}

export interface SelectedMove extends CandidateMove {
  /** By how much of a capacity the giver is relieved more than the receiver is burdened. */
  readonly gain: number;
}

/** What a member holds and can hold. */
export interface MemberRoom {
  readonly capacityHours: number;
  readonly loadHours: number;
  /** How many more tasks may come than go; infinite without a limit. */
  readonly roomForTasks: number;
}

export interface MoveLimits {
  /** The least gain of a move. */
  readonly leastGain: number;
  /** The most moves away from one member, and to one. */
  readonly perMember: number;
  readonly altogether: number;
}

export const defaultMoveLimits: MoveLimits = { leastGain: 0.15, perMember: 3, altogether: 10 };

/**
 * Those of the candidates that are worth it, one after the other, the move that relieves most hours
 * first: gain = giver's share of capacity - receiver's share, each the mean of before and after the
 * move. Nobody receives more than fits. The same moves whatever the order of the candidates.
 */
export function selectMoves(
  candidates: readonly CandidateMove[],
  members: ReadonlyMap<string, MemberRoom>,
  limits: MoveLimits = defaultMoveLimits,
): readonly SelectedMove[] {
  const loads = new Map([...members].map(([id, { loadHours }]) => [id, loadHours]));
  const selected: SelectedMove[] = [];
  let left = candidates.toSorted((a, b) =>
    a.taskId.localeCompare(b.taskId, 'en', { numeric: true }),
  );
  while (selected.length < limits.altogether) {
    const best = bestOf(left, members, loads, selected, limits);
    if (!best) break;
    selected.push(best);
    left = left.filter(({ taskId }) => taskId !== best.taskId);
    loads.set(best.fromId, (loads.get(best.fromId) ?? 0) - best.hours);
    loads.set(best.toId, (loads.get(best.toId) ?? 0) + best.hours);
  }
  return selected;
}

function bestOf(
  candidates: readonly CandidateMove[],
  members: ReadonlyMap<string, MemberRoom>,
  loads: ReadonlyMap<string, number>,
  selected: readonly SelectedMove[],
  { leastGain, perMember }: MoveLimits,
): SelectedMove | null {
  const given = (id: string) => selected.filter(({ fromId }) => fromId === id).length;
  const received = (id: string) => selected.filter(({ toId }) => toId === id).length;
  let best: SelectedMove | null = null;
  for (const move of candidates) {
    const from = members.get(move.fromId);
    const to = members.get(move.toId);
    if (!from || !to || move.fromId === move.toId) continue;
    const [before, beforeThere] = [loads.get(move.fromId) ?? 0, loads.get(move.toId) ?? 0];
    if (beforeThere + move.hours > to.capacityHours) continue;
    if (received(move.toId) - given(move.toId) >= to.roomForTasks) continue;
    if (given(move.fromId) >= perMember || received(move.toId) >= perMember) continue;
    const gain =
      meanShare(before - move.hours, before, from) -
      meanShare(beforeThere, beforeThere + move.hours, to);
    if (gain < leastGain) continue;
    if (best === null || gain * move.hours > best.gain * best.hours) best = { ...move, gain };
  }
  return best;
}

/** Somebody without working hours counts as having one, so that their work is the first to go. */
function meanShare(lower: number, upper: number, { capacityHours }: MemberRoom): number {
  return (lower + upper) / 2 / Math.max(1, capacityHours);
}
