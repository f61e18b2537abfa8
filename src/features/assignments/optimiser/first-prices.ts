import { netOf } from './hour-market.js';
import type { Plan } from './plan.js';

/**
 * Prices an hour that nearly explain the plan: for each member the most that a task which found no
 * room there would pay, but no more than the least that one held there scores, and no less than
 * one more hour's load costs.
 */
export function firstPrices(plan: Plan): Float64Array {
  const { problem, arcs, arcOf } = plan;
  const marginalLoad = plan.used.map((used, member) => {
    const capacity = problem.capacity[member] ?? 0;
    return capacity === 0 ? 0 : (problem.weights.load * used) / capacity;
  });
  const missed = new Float64Array(problem.members.length);
  const leastHeld = new Float64Array(problem.members.length).fill(Infinity);
  arcs.member.forEach((member, arc) => {
    const task = arcs.task[arc] ?? 0;
    const held = arcOf[task] ?? -1;
    const score = arcs.score[arc] ?? 0;
    if (held === arc) {
      leastHeld[member] = Math.min(leastHeld[member] ?? 0, score);
    } else if (!plan.fits(task, arc)) {
      const present = held < 0 ? 0 : netOf(arcs, marginalLoad, held);
      missed[member] = Math.max(missed[member] ?? 0, score - present);
    }
  });
  return marginalLoad.map((load, member) =>
    Math.max(load, Math.min(missed[member] ?? 0, leastHeld[member] ?? 0)),
  );
}
