import type { CompactProblem } from './compact-problem.js';
import { leastGain, type Plan } from './plan.js';

/** Movable tasks, the most important first, larger ones before smaller ones. */
export function byImportance({ importance, hours, movable }: CompactProblem): Int32Array {
  const tasks = Int32Array.from(movable.keys()).filter((task) => movable[task] === 1);
  return tasks.sort(
    (a, b) =>
      (importance[b] ?? 0) - (importance[a] ?? 0) || (hours[b] ?? 0) - (hours[a] ?? 0) || a - b,
  );
}

/** Leaves tasks with their holders, the most important first, as far as hard limits allow. */
export function keepHolders(plan: Plan, order: Int32Array): void {
  for (const task of order) {
    const arc = plan.arcs.toHolder[task] ?? -1;
    if (arc >= 0 && plan.fits(task, arc)) plan.place(task, arc);
  }
}

/** Gives each unplaced task to the member with room where it adds most, in the order given. */
export function placeGreedily(plan: Plan, order: Int32Array): void {
  for (const task of order) {
    if ((plan.arcOf[task] ?? -1) >= 0) continue;
    const arc = bestArc(plan, task);
    if (arc >= 0) plan.place(task, arc);
  }
}

/** The arc by which an unplaced task adds most, or -1 when nobody has room. */
export function bestArc(plan: Plan, task: number): number {
  const { start } = plan.arcs;
  const end = start[task + 1] ?? 0;
  let best = -1;
  let bestGain = leastGain;
  for (let arc = start[task] ?? 0; arc < end; arc += 1) {
    if (!plan.fits(task, arc)) continue;
    const gain = plan.gain(task, arc);
    if (gain > bestGain) {
      best = arc;
      bestGain = gain;
    }
  }
  return best;
}
