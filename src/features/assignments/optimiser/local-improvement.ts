import { bestArc } from './greedy.js';
import { bestNet, netOf } from './hour-market.js';
import { leastGain, type Plan } from './plan.js';

/**
 * Improves the plan in rounds, task by task in the order given: place what fits, shift to a better
 * member with room, or eject one task there that is then relocated or dropped. Each step raises the
 * plan's value; ends after `rounds`, or once a round has changed nothing. Prices, where they are
 * known, tell which tasks are worth trying.
 */
export function improve(
  plan: Plan,
  order: Int32Array,
  rounds: number,
  price: Float64Array | null,
): void {
  for (let round = 0; round < rounds; round += 1) {
    let changed = false;
    for (const task of order) {
      const arc = plan.arcOf[task] ?? -1;
      if (price && arc >= 0 && isBestAt(price, plan, task, arc)) continue;
      if (arc >= 0 ? shift(plan, task) : insert(plan, task)) changed = true;
      if (ejectFor(plan, task)) changed = true;
    }
    if (!changed) return;
  }
}

/** Whether nobody else would leave the task more at these prices. */
function isBestAt(price: Float64Array, { arcs }: Plan, task: number, arc: number): boolean {
  return bestNet(arcs, price, task) - netOf(arcs, price, arc) <= leastGain;
}

function insert(plan: Plan, task: number): boolean {
  const arc = bestArc(plan, task);
  if (arc >= 0) plan.place(task, arc);
  return arc >= 0;
}

function shift(plan: Plan, task: number): boolean {
  const present = plan.arcOf[task] ?? -1;
  const loss = plan.loss(task);
  plan.remove(task);
  const arc = bestArc(plan, task);
  const isBetter = arc >= 0 && plan.gain(task, arc) > loss + leastGain;
  plan.place(task, isBetter ? arc : present);
  return isBetter;
}

interface Ejection {
  readonly arc: number;
  readonly ejected: number;
}

/** Places `task` where another one has to leave, when both together gain by it. */
function ejectFor(plan: Plan, task: number): boolean {
  const present = plan.arcOf[task] ?? -1;
  const loss = present >= 0 ? plan.loss(task) : 0;
  if (present >= 0) plan.remove(task);
  const best = bestEjection(plan, task, present, loss);
  if (!best) {
    if (present >= 0) plan.place(task, present);
    return false;
  }
  plan.remove(best.ejected);
  plan.place(task, best.arc);
  insert(plan, best.ejected);
  return true;
}

/** With `task` taken out of the plan, where it gave `loss` points by the arc `present`. */
function bestEjection(plan: Plan, task: number, present: number, loss: number): Ejection | null {
  const { arcs, problem, used } = plan;
  const presentScore = present >= 0 ? (arcs.score[present] ?? 0) : 0;
  let best: Ejection | null = null;
  let most = leastGain;
  const end = arcs.start[task + 1] ?? 0;
  for (let arc = arcs.start[task] ?? 0; arc < end; arc += 1) {
    if ((arcs.score[arc] ?? 0) <= presentScore || plan.fits(task, arc)) continue;
    const member = arcs.member[arc] ?? 0;
    for (let other = plan.firstOf(member); other >= 0; other = plan.after(other)) {
      const left = problem.hours[other] ?? 0;
      if (!plan.fits(task, arc, left, 1)) continue;
      const added = plan.valueAt(task, arc, (used[member] ?? 0) - left) - loss - plan.loss(other);
      if (added + atMostElsewhere(plan, other) <= most) continue;
      const gain = added + relocation(plan, other, member);
      if (gain > most) [best, most] = [{ arc, ejected: other }, gain];
    }
  }
  return best;
}

/** Points that a task could at most add with anybody, had they room. */
function atMostElsewhere({ arcs, problem }: Plan, task: number): number {
  return (problem.hours[task] ?? 0) * (arcs.best[task] ?? 0);
}

/** The most that `task` adds with somebody else than `member` who has room; 0 when nobody has. */
function relocation(plan: Plan, task: number, member: number): number {
  const { arcs } = plan;
  const end = arcs.start[task + 1] ?? 0;
  let most = 0;
  for (let arc = arcs.start[task] ?? 0; arc < end; arc += 1) {
    if (arcs.member[arc] === member || !plan.fits(task, arc)) continue;
    most = Math.max(most, plan.gain(task, arc));
  }
  return most;
}
