import type { Arcs } from './arcs.js';

/** Arcs sorted by member: those of member m stand from `start[m]` to `start[m + 1]`. */
export interface ArcsByMember {
  readonly start: Int32Array;
  readonly arc: Int32Array;
  readonly task: Int32Array;
  readonly score: Float64Array;
  /** The most that one member has. */
  readonly longest: number;
}

export function arcsByMember(arcs: Arcs, memberCount: number): ArcsByMember {
  const start = new Int32Array(memberCount + 1);
  for (const member of arcs.member) start[member + 1] = (start[member + 1] ?? 0) + 1;
  const longest = start.reduce((most, count) => Math.max(most, count), 0);
  for (let i = 0; i < memberCount; i += 1) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const count = arcs.member.length;
  const arc = new Int32Array(count);
  const task = new Int32Array(count);
  const score = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const member = arcs.member[index] ?? 0;
    const at = next[member] ?? 0;
    next[member] = at + 1;
    arc[at] = index;
    task[at] = arcs.task[index] ?? 0;
    score[at] = arcs.score[index] ?? 0;
  }
  return { start, arc, task, score, longest };
}
