import type { Arcs } from './arcs.js';
import { netOf } from './hour-market.js';

/**
 * For each task its best and its second best offer, a score less the price of the hour, kept up as
 * prices change. Where there is no offer, or only worse ones than none, it counts as 0.
 */
export class TopOffers {
  readonly #arcs;
  readonly #price;
  readonly #best: Int32Array;
  readonly #second: Int32Array;
  readonly #bestNet: Float64Array;
  readonly #secondNet: Float64Array;

  constructor(arcs: Arcs, price: Float64Array) {
    this.#arcs = arcs;
    this.#price = price;
    const tasks = arcs.start.length - 1;
    this.#best = new Int32Array(tasks);
    this.#second = new Int32Array(tasks);
    this.#bestNet = new Float64Array(tasks);
    this.#secondNet = new Float64Array(tasks);
    for (let task = 0; task < tasks; task += 1) this.#search(task);
  }

  /** What `task` has left by its best arc other than `arc`. */
  elsewhere(task: number, arc: number): number {
    const isBest = this.#best[task] === arc;
    return (isBest ? this.#secondNet[task] : this.#bestNet[task]) ?? 0;
  }

  /** To be called for each arc of a member whose price has changed, with the arc's new net score. */
  priceChanged(task: number, arc: number, net: number): void {
    if (this.#best[task] === arc || this.#second[task] === arc) {
      this.#search(task);
    } else if (net > (this.#bestNet[task] ?? 0)) {
      this.#second[task] = this.#best[task] ?? -1;
      this.#secondNet[task] = this.#bestNet[task] ?? 0;
      this.#best[task] = arc;
      this.#bestNet[task] = net;
    } else if (net > (this.#secondNet[task] ?? 0)) {
      this.#second[task] = arc;
      this.#secondNet[task] = net;
    }
  }

  #search(task: number): void {
    const { start } = this.#arcs;
    const end = start[task + 1] ?? 0;
    let best = -1;
    let second = -1;
    let bestNet = 0;
    let secondNet = 0;
    for (let arc = start[task] ?? 0; arc < end; arc += 1) {
      const net = netOf(this.#arcs, this.#price, arc);
      if (net > bestNet) {
        second = best;
        secondNet = bestNet;
        best = arc;
        bestNet = net;
      } else if (net > secondNet) {
        second = arc;
        secondNet = net;
      }
    }
    this.#best[task] = best;
    this.#second[task] = second;
    this.#bestNet[task] = bestNet;
    this.#secondNet[task] = secondNet;
  }
}
