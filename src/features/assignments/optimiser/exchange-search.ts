import { nearArcs } from './near-arcs.js';
import type { PackingWorth, PackingWorths } from './packing-worth.js';
import type { Plan } from './plan.js';
import type { Move } from './repack.js';

/** Of a task's points, what an exchange has to promise to be tried. */
const leastShare = 0.005;

/** What a task's present holder would have without it; for a task that nobody has, `worth` is null. */
interface Giver {
  readonly member: number;
  readonly worth: PackingWorth | null;
  /** Where the row without the task begins. */
  readonly row: number;
  readonly loss: number;
}

/** Looks for the exchange that begins with one task, by what it is worth to those concerned. */
export class ExchangeSearch {
  readonly #plan;
  readonly #worths;
  readonly #hourPrice;
  readonly #near;
  /** For each placed task the arc by which another member would gain most, or lose least, by it. */
  readonly #onward: Int32Array;
  readonly #onwardGain: Float64Array;
  #most = 0;
  #moves: readonly Move[] = [];

  constructor(plan: Plan, worths: PackingWorths, hourPrice: Float64Array) {
    this.#plan = plan;
    this.#worths = worths;
    this.#hourPrice = hourPrice;
    this.#near = nearArcs(plan.arcs, hourPrice);
    this.#onward = new Int32Array(plan.problem.tasks.length);
    this.#onwardGain = new Float64Array(plan.problem.tasks.length);
  }

  /** Where each task could go on to; to be called anew for tasks that have moved. */
  findOnward(tasks: Iterable<number>): void {
    for (const task of tasks) this.#findOnward(task);
  }

  #findOnward(task: number): void {
    const present = this.#plan.arcOf[task] ?? -1;
    let [best, most] = [-1, -Infinity];
    const end = present < 0 ? 0 : (this.#near.start[task + 1] ?? 0);
    for (let at = this.#near.start[task] ?? 0; at < end; at += 1) {
      const arc = this.#near.arc[at] ?? 0;
      if (arc === present) continue;
      const { points } = this.#worths.of(this.#plan.arcs.member[arc] ?? 0);
      const room = (points[this.#columnOf(task)] ?? 0) - (points[0] ?? 0);
      const gain = this.#plan.pointsOf(task, arc) + room;
      if (gain > most) [best, most] = [arc, gain];
    }
    this.#onward[task] = best;
    this.#onwardGain[task] = most;
  }

  /** The moves that gain most by the worths known, to be tried; none when hardly anything is gained. */
  bestMoves(task: number): readonly Move[] {
    const { arcs, arcOf, problem } = this.#plan;
    this.#most = leastShare * (problem.hours[task] ?? 0) * (arcs.best[task] ?? 0);
    this.#moves = [];
    const present = arcOf[task] ?? -1;
    const giver = this.#giverOf(task, arcs.member[present] ?? -1);
    const end = this.#near.start[task + 1] ?? 0;
    for (let at = this.#near.start[task] ?? 0; at < end; at += 1) {
      const arc = this.#near.arc[at] ?? 0;
      if (arc !== present) this.#tryArc(task, arc, giver);
    }
    return this.#moves;
  }

  #giverOf(task: number, member: number): Giver {
    if (member < 0) return { member, worth: null, row: 0, loss: 0 };
    const worth = this.#worths.of(member);
    const row = (worth.tasks.indexOf(task) + 1) * this.#worths.columns;
    return { member, worth, row, loss: (worth.points[0] ?? 0) - (worth.points[row] ?? 0) };
  }

  /** The receiver may make room alone, pass a task on to a third, or give one back in return. */
  #tryArc(task: number, arc: number, giver: Giver): void {
    const { columns } = this.#worths;
    const receiver = this.#plan.arcs.member[arc] ?? 0;
    const { tasks, points } = this.#worths.of(receiver);
    const column = this.#columnOf(task);
    const added = this.#plan.pointsOf(task, arc) - (points[0] ?? 0) - giver.loss;
    const alone = added + (points[column] ?? 0);
    if (alone > this.#most) this.#found(alone, { task, arc }, -1, -1);
    for (let i = 0; i < tasks.length; i += 1) {
      const other = tasks[i] ?? 0;
      const gain = added + (points[(i + 1) * columns + column] ?? 0);
      const onward = this.#onward[other] ?? -1;
      const chain = gain + (this.#onwardGain[other] ?? 0);
      if (chain > this.#most) {
        const third = this.#plan.arcs.member[onward] ?? -1;
        if (third !== giver.member && third !== receiver) {
          this.#found(chain, { task, arc }, other, onward);
        }
      }
      if (giver.worth) this.#trySwap({ task, arc }, gain, other, giver.worth, giver);
    }
  }

  #trySwap(move: Move, gain: number, other: number, { points }: PackingWorth, giver: Giver): void {
    const room = (points[giver.row + this.#columnOf(other)] ?? 0) - (points[giver.row] ?? 0);
    const hours = this.#plan.problem.hours[other] ?? 0;
    const perHour = (this.#near.bestNet[other] ?? 0) + (this.#hourPrice[giver.member] ?? 0);
    if (gain + room + hours * perHour <= this.#most) return;
    const back = this.#arcTo(other, giver.member);
    if (back < 0) return;
    const swap = gain + room + this.#plan.pointsOf(other, back);
    if (swap > this.#most) this.#found(swap, move, other, back);
  }

  #found(gain: number, move: Move, passed: number, passedBy: number): void {
    this.#most = gain;
    this.#moves = passed < 0 ? [move] : [move, { task: passed, arc: passedBy }];
  }

  #columnOf(task: number): number {
    return this.#worths.columnOf[task] ?? 0;
  }

  #arcTo(task: number, member: number): number {
    const { start, arc } = this.#near;
    for (let at = start[task] ?? 0; at < (start[task + 1] ?? 0); at += 1) {
      if (this.#plan.arcs.member[arc[at] ?? 0] === member) return arc[at] ?? 0;
    }
    return -1;
  }
}
