import type { Arcs } from './arcs.js';
import type { CompactProblem } from './compact-problem.js';
import { loadCost } from './score.js';

/** The hours, up to a member's room, whose load costs less than they earn at `price` an hour. */
export function hoursOffered(problem: CompactProblem, member: number, price: number): number {
  const { room, base, capacity, weights } = problem;
  const most = room[member] ?? 0;
  if (weights.load === 0) return price > 0 ? most : 0;
  const taken = (price * (capacity[member] ?? 0)) / weights.load;
  return Math.min(most, Math.max(0, taken - (base[member] ?? 0)));
}

/** The best score less price that a task has with anybody, at least 0. */
export function bestNet(arcs: Arcs, price: Float64Array, task: number): number {
  const end = arcs.start[task + 1] ?? 0;
  let best = 0;
  for (let arc = arcs.start[task] ?? 0; arc < end; arc += 1) {
    best = Math.max(best, netOf(arcs, price, arc));
  }
  return best;
}

/** Points an hour that are left of an arc's score once the hour is paid for. */
export function netOf(arcs: Arcs, price: Float64Array, arc: number): number {
  return (arcs.score[arc] ?? 0) - (price[arcs.member[arc] ?? 0] ?? 0);
}

/**
 * No plan over these arcs is worth more, whatever the prices an hour (Lagrange duality): what all
 * members earn at most by selling hours, less their load's cost, and what each task has left.
 */
export function boundAt(problem: CompactProblem, arcs: Arcs, price: Float64Array): number {
  const { members, tasks, hours, base, capacity, weights } = problem;
  let bound = 0;
  for (let member = 0; member < members.length; member += 1) {
    const perHour = price[member] ?? 0;
    const sold = hoursOffered(problem, member, perHour);
    if (sold === 0) continue;
    const cost = loadCost(base[member] ?? 0, sold, capacity[member] ?? 0, weights.load);
    bound += perHour * sold - cost;
  }
  for (let task = 0; task < tasks.length; task += 1) {
    bound += (hours[task] ?? 0) * bestNet(arcs, price, task);
  }
  return bound;
}
