import type { Arcs } from './arcs.js';
import { bestNet, netOf } from './hour-market.js';

/**
 * The arcs by which tasks have nearly as much left as by their best: those of task t stand from
 * `start[t]` to `start[t + 1]`.
 */
export interface NearArcs {
  readonly start: Int32Array;
  readonly arc: Int32Array;
  /** Points an hour that each task has left by its best arc, at least 0. */
  readonly bestNet: Float64Array;
}

/** The share of a member's hour price that a task may lose an hour by going there. */
const nearness = 0.5;

export function nearArcs(arcs: Arcs, hourPrice: Float64Array): NearArcs {
  const tasks = arcs.start.length - 1;
  const start = new Int32Array(tasks + 1);
  const arc = new Int32Array(arcs.member.length);
  const bestNets = new Float64Array(tasks);
  let count = 0;
  for (let task = 0; task < tasks; task += 1) {
    const best = bestNet(arcs, hourPrice, task);
    bestNets[task] = best;
    const end = arcs.start[task + 1] ?? 0;
    for (let each = arcs.start[task] ?? 0; each < end; each += 1) {
      const least = best - nearness * (hourPrice[arcs.member[each] ?? 0] ?? 0);
      if (netOf(arcs, hourPrice, each) < least) continue;
      arc[count] = each;
      count += 1;
    }
    start[task + 1] = count;
  }
  return { start, arc: arc.subarray(0, count), bestNet: bestNets };
}
