import type { Arcs } from './arcs.js';
import { arcsByMember } from './arcs-by-member.js';
import type { CompactProblem } from './compact-problem.js';
import { hourUnits } from './hour-units.js';
import { Knapsack, tableShape } from './knapsack.js';
import { loadCost } from './score.js';

/**
 * What each member would choose if tasks had prices, each for him- or herself: of the tasks worth
 * more than their price those that together leave most, load counted, within room and places.
 * Hours are rounded down to units, so that every choice within the hard limits is among those
 * looked at.
 */
export class MemberKnapsacks {
  readonly #problem;
  readonly #arcs;
  readonly #units;
  readonly #knapsack = new Knapsack();
  readonly #offered: Int32Array;
  /** How many members chose each task last. */
  readonly demand: Int32Array;

  constructor(problem: CompactProblem, arcs: Arcs) {
    this.#problem = problem;
    this.#arcs = arcsByMember(arcs, problem.members.length);
    this.#units = hourUnits(problem, 'down');
    this.#offered = new Int32Array(this.#arcs.longest);
    this.demand = new Int32Array(problem.tasks.length);
  }

  /** Table cells to be filled by one `choose`, at most. */
  get cells(): number {
    const { start } = this.#arcs;
    return this.#problem.places.reduce((sum, places, member) => {
      const items = (start[member + 1] ?? 0) - (start[member] ?? 0);
      const { rows, width } = tableShape(this.#units.room[member] ?? 0, places, items);
      return sum + items * rows * width;
    }, 0);
  }

  /** The points that all members together are left with at these prices. */
  choose(price: Float64Array): number {
    this.demand.fill(0);
    let left = 0;
    for (let member = 0; member < this.#problem.members.length; member += 1) {
      left += this.#chooseFor(member, price);
    }
    return left;
  }

  #chooseFor(member: number, price: Float64Array): number {
    const { start, task, score } = this.#arcs;
    const { hours, base, capacity, places, weights } = this.#problem;
    const { size, room, hoursPerUnit } = this.#units;
    const [from = 0, to = 0] = [start[member], start[member + 1]];
    this.#knapsack.begin(room[member] ?? 0, places[member] ?? 0, to - from);
    let count = 0;
    for (let at = from; at < to; at += 1) {
      const each = task[at] ?? 0;
      const net = (hours[each] ?? 0) * (score[at] ?? 0) - (price[each] ?? 0);
      if (net <= 0) continue;
      this.#knapsack.add(size[each] ?? 0, net);
      this.#offered[count] = each;
      count += 1;
    }
    const [taken = 0, all = 0] = [base[member], capacity[member]];
    const most = this.#knapsack.solve((units) =>
      loadCost(taken, units * hoursPerUnit, all, weights.load),
    );
    for (let item = 0; item < count; item += 1) {
      if (!this.#knapsack.isTaken(item)) continue;
      const each = this.#offered[item] ?? 0;
      this.demand[each] = (this.demand[each] ?? 0) + 1;
    }
    return most;
  }
}
