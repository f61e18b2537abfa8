import type { Arcs } from './arcs.js';
import { netOf } from './hour-market.js';

/** For each task its best and its second best arc at the present prices, kept up as they change. */
export class TopOffers {
  readonly #arcs;
  readonly #price;
  readonly #best: Int32Array;
  readonly #second: Int32Array;

  constructor(arcs: Arcs, price: Float64Array) {
    this.#arcs = arcs;
    this.#price = price;
    const tasks = arcs.start.length - 1;
    this.#best = new Int32Array(tasks).fill(-1);
    this.#second = new Int32Array(tasks).fill(-1);
    for (let task = 0; task < tasks; task += 1) this.#search(task);
  }

  /** The best net score that the task of `arc` has by any other arc, at least 0. */
  elsewhere(arc: number): number {
    const task = this.#arcs.task[arc] ?? 0;
    const best = this.#best[task] ?? -1;
    const other = best === arc ? (this.#second[task] ?? -1) : best;
    return other < 0 ? 0 : Math.max(0, netOf(this.#arcs, this.#price, other));
  }

  /** To be called for each arc of a member whose price has changed. */
  priceChanged(arc: number): void {
    const task = this.#arcs.task[arc] ?? 0;
    const [best = -1, second = -1] = [this.#best[task], this.#second[task]];
    if (best === arc || second === arc || second < 0) {
      this.#search(task);
      return;
    }
    const net = netOf(this.#arcs, this.#price, arc);
    if (net > netOf(this.#arcs, this.#price, best)) {
      this.#second[task] = best;
      this.#best[task] = arc;
    } else if (net > netOf(this.#arcs, this.#price, second)) {
      this.#second[task] = arc;
    }
  }

  #search(task: number): void {
    const { start } = this.#arcs;
    const end = start[task + 1] ?? 0;
    let [best, second] = [-1, -1];
    let [bestNet, secondNet] = [-Infinity, -Infinity];
    for (let arc = start[task] ?? 0; arc < end; arc += 1) {
      const net = netOf(this.#arcs, this.#price, arc);
      if (net > bestNet) {
        [second, secondNet] = [best, bestNet];
        [best, bestNet] = [arc, net];
      } else if (net > secondNet) {
        [second, secondNet] = [arc, net];
      }
    }
    this.#best[task] = best;
    this.#second[task] = second;
  }
}
