import type { Arcs } from './arcs.js';
import type { CompactProblem } from './compact-problem.js';
import { netOf } from './hour-market.js';
import type { Plan } from './plan.js';

/**
 * Places each unplaced task with the member with room where it has most left at these prices,
 * those first that have most to lose by going elsewhere.
 */
export function placeAtPrices(plan: Plan, order: Int32Array, price: Float64Array): void {
  for (const task of byRegret(plan.problem, plan.arcs, order, price)) {
    if ((plan.arcOf[task] ?? -1) >= 0) continue;
    const end = plan.arcs.start[task + 1] ?? 0;
    let best = -1;
    let most = 0;
    for (let arc = plan.arcs.start[task] ?? 0; arc < end; arc += 1) {
      const net = netOf(plan.arcs, price, arc);
      if (net > most && plan.fits(task, arc)) {
        best = arc;
        most = net;
      }
    }
    if (best >= 0) plan.place(task, best);
  }
}

/** Points that each task loses by its second best offer, or by none. */
function byRegret(
  { hours }: CompactProblem,
  arcs: Arcs,
  order: Int32Array,
  price: Float64Array,
): Int32Array {
  const regret = new Float64Array(hours.length);
  for (const task of order) {
    const end = arcs.start[task + 1] ?? 0;
    let [best, second] = [0, 0];
    for (let arc = arcs.start[task] ?? 0; arc < end; arc += 1) {
      const net = netOf(arcs, price, arc);
      if (net > best) [second, best] = [best, net];
      else if (net > second) second = net;
    }
    regret[task] = (hours[task] ?? 0) * (best - second);
  }
  return order.toSorted((a, b) => (regret[b] ?? 0) - (regret[a] ?? 0) || a - b);
}
