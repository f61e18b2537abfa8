import type { Arcs } from './arcs.js';
import { arcsByMember } from './arcs-by-member.js';
import type { CompactProblem } from './compact-problem.js';
import { boundAt, hoursOffered } from './hour-market.js';
import { TopOffers } from './top-offers.js';

/** Points an hour, by member, and what no plan can exceed at these prices. */
export interface Prices {
  readonly perHour: Float64Array;
  readonly bound: number;
}

export interface PriceSearch {
  readonly first: Float64Array;
  /** Points an hour added to prices in the first sweep: more where more work finds no room. */
  readonly lift: number;
  readonly sweeps: number;
}

/** A new price moves this share of the way; all the way would overshoot. */
const damping = 0.7;
/**
 * The lift is multiplied by this after each sweep. Without a lift, members who tie hold each
 * other's prices down.
 */
const liftDecay = 0.85;
const bisections = 16;

/**
 * Dual coordinate descent from the first prices. For each member in turn, all other prices fixed,
 * the price at which the tasks that bid more than it want just the hours offered at it; a task bids
 * its score less what it would have left with the best other member. Returns the prices of the
 * lowest bound met.
 */
export function findPrices(
  problem: CompactProblem,
  arcs: Arcs,
  { first, lift, sweeps }: PriceSearch,
): Prices {
  const price = first.slice();
  let best: Prices = { perHour: first, bound: boundAt(problem, arcs, first) };
  const byMember = arcsByMember(arcs, problem.members.length);
  const top = new TopOffers(arcs, price);
  const bids = new Bids(problem, byMember.longest);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const lifted = lift * liftDecay ** sweep;
    for (let member = 0; member < problem.members.length; member += 1) {
      const [from = 0, to = 0] = [byMember.start[member], byMember.start[member + 1]];
      bids.clear();
      for (let i = from; i < to; i += 1) {
        const task = byMember.task[i] ?? 0;
        const bid = (byMember.score[i] ?? 0) - top.elsewhere(task, byMember.arc[i] ?? 0);
        if (bid > 0) bids.add(bid, problem.hours[task] ?? 0);
      }
      const filling = bids.fillingPrice(member);
      const aim = filling > 0 ? filling + lifted : 0;
      const present = (1 - damping) * (price[member] ?? 0) + damping * aim;
      price[member] = present;
      for (let i = from; i < to; i += 1) {
        const net = (byMember.score[i] ?? 0) - present;
        top.priceChanged(byMember.task[i] ?? 0, byMember.arc[i] ?? 0, net);
      }
    }
    const bound = boundAt(problem, arcs, price);
    if (bound < best.bound) best = { perHour: price.slice(), bound };
  }
  return best;
}

/** What tasks would pay for an hour of one member. */
class Bids {
  readonly #problem;
  readonly #perHour;
  readonly #hours;
  #count = 0;
  #highest = 0;

  constructor(problem: CompactProblem, size: number) {
    this.#problem = problem;
    this.#perHour = new Float64Array(size);
    this.#hours = new Float64Array(size);
  }

  clear(): void {
    this.#count = 0;
    this.#highest = 0;
  }

  add(perHour: number, hours: number): void {
    this.#perHour[this.#count] = perHour;
    this.#hours[this.#count] = hours;
    this.#count += 1;
    this.#highest = Math.max(this.#highest, perHour);
  }

  /** The lowest price, by bisection, at which no more hours are wanted than the member offers. */
  fillingPrice(member: number): number {
    if (this.#wanted(0) <= hoursOffered(this.#problem, member, 0)) return 0;
    let [low, high] = [0, this.#highest];
    for (let i = 0; i < bisections; i += 1) {
      const middle = (low + high) / 2;
      if (this.#wanted(middle) > hoursOffered(this.#problem, member, middle)) low = middle;
      else high = middle;
    }
    return high;
  }

  #wanted(price: number): number {
    let hours = 0;
    for (let i = 0; i < this.#count; i += 1) {
      if ((this.#perHour[i] ?? 0) > price) hours += this.#hours[i] ?? 0;
    }
    return hours;
  }
}
