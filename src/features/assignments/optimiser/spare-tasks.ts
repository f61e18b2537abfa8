import { type ArcsByMember, arcsByMember } from './arcs-by-member.js';
import type { Plan } from './plan.js';

const most = 16;

/** For one member after the other, the tasks that nobody has and that leave most at the hour price. */
export class SpareTasks {
  readonly #plan;
  readonly #price;
  readonly #arcs: ArcsByMember;
  readonly #net = new Float64Array(most);
  /** Arcs, the best first; `count` of them are valid. */
  readonly arc = new Int32Array(most);
  count = 0;

  constructor(plan: Plan, hourPrice: Float64Array) {
    this.#plan = plan;
    this.#price = hourPrice;
    this.#arcs = arcsByMember(plan.arcs, plan.problem.members.length);
  }

  /** Looks for those of `member`, `excluded` ones left out. */
  findFor(member: number, excluded: readonly number[]): void {
    const { start, task, score, arc } = this.#arcs;
    const { arcOf, problem } = this.#plan;
    const price = this.#price[member] ?? 0;
    this.count = 0;
    for (let at = start[member] ?? 0; at < (start[member + 1] ?? 0); at += 1) {
      const each = task[at] ?? 0;
      if ((arcOf[each] ?? -1) >= 0) continue;
      const net = (problem.hours[each] ?? 0) * ((score[at] ?? 0) - price);
      if (this.count === most && net <= (this.#net[most - 1] ?? 0)) continue;
      if (!excluded.includes(each)) this.#insert(arc[at] ?? 0, net);
    }
  }

  #insert(arc: number, net: number): void {
    let at = Math.min(this.count, most - 1);
    for (; at > 0 && (this.#net[at - 1] ?? 0) < net; at -= 1) {
      this.#net[at] = this.#net[at - 1] ?? 0;
      this.arc[at] = this.arc[at - 1] ?? 0;
    }
    this.#net[at] = net;
    this.arc[at] = arc;
    this.count = Math.min(this.count + 1, most);
  }
}
