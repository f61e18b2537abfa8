import type { Arcs } from './arcs.js';
import type { CompactProblem } from './compact-problem.js';
import { loadCost } from './score.js';

/** Gains below this are rounding, and no reason to change anything. */
export const leastGain = 1e-9;

/** Who is to do what. It never holds more than capacities and personal limits allow. */
export class Plan {
  /** The arc by which each task is assigned, or -1. */
  readonly arcOf: Int32Array;
  /** Hours taken of each member, with committed and fixed work. */
  readonly used: Float64Array;
  readonly #held: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor(
    readonly problem: CompactProblem,
    readonly arcs: Arcs,
  ) {
    const [members, tasks] = [problem.members.length, problem.tasks.length];
    this.arcOf = new Int32Array(tasks).fill(-1);
    this.used = problem.base.slice();
    this.#held = new Int32Array(members);
    this.#first = new Int32Array(members).fill(-1);
    this.#next = new Int32Array(tasks).fill(-1);
    this.#previous = new Int32Array(tasks).fill(-1);
  }

  place(task: number, arc: number): void {
    const member = this.arcs.member[arc] ?? 0;
    const first = this.#first[member] ?? -1;
    this.arcOf[task] = arc;
    this.used[member] = (this.used[member] ?? 0) + (this.problem.hours[task] ?? 0);
    this.#held[member] = (this.#held[member] ?? 0) + 1;
    this.#next[task] = first;
    this.#previous[task] = -1;
    if (first >= 0) this.#previous[first] = task;
    this.#first[member] = task;
  }

  remove(task: number): void {
    const member = this.arcs.member[this.arcOf[task] ?? 0] ?? 0;
    const next = this.#next[task] ?? -1;
    const previous = this.#previous[task] ?? -1;
    this.arcOf[task] = -1;
    this.#held[member] = (this.#held[member] ?? 0) - 1;
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[member] = next;
    if (next >= 0) this.#previous[next] = previous;
    this.used[member] = this.#sumOf(member);
  }

  /** The last of the member's movable tasks to be placed, or -1. */
  firstOf(member: number): number {
    return this.#first[member] ?? -1;
  }

  /** The one placed before `task` with the same member, or -1. */
  after(task: number): number {
    return this.#next[task] ?? -1;
  }

  tasksOf(member: number): readonly number[] {
    const tasks: number[] = [];
    for (let task = this.firstOf(member); task >= 0; task = this.after(task)) tasks.push(task);
    return tasks;
  }

  /** Whether `task` fits by `arc` once `hoursLess` in `tasksLess` tasks have left the member. */
  fits(task: number, arc: number, hoursLess = 0, tasksLess = 0): boolean {
    const member = this.arcs.member[arc] ?? 0;
    const { hours, capacity, places } = this.problem;
    return (
      (this.used[member] ?? 0) - hoursLess + (hours[task] ?? 0) <= (capacity[member] ?? 0) &&
      (this.#held[member] ?? 0) - tasksLess < (places[member] ?? 0)
    );
  }

  /** Points of `task` by `arc`, load left out. */
  pointsOf(task: number, arc: number): number {
    return (this.problem.hours[task] ?? 0) * (this.arcs.score[arc] ?? 0);
  }

  /** Points that `task` adds by `arc`, load counted, when the member has `used` hours taken. */
  valueAt(task: number, arc: number, used: number): number {
    const hours = this.problem.hours[task] ?? 0;
    const capacity = this.problem.capacity[this.arcs.member[arc] ?? 0] ?? 0;
    const cost = loadCost(used, hours, capacity, this.problem.weights.load);
    return this.pointsOf(task, arc) - cost;
  }

  gain(task: number, arc: number): number {
    return this.valueAt(task, arc, this.used[this.arcs.member[arc] ?? 0] ?? 0);
  }

  /** Points that would be lost with `task`, which is placed. */
  loss(task: number): number {
    const arc = this.arcOf[task] ?? 0;
    const used = this.used[this.arcs.member[arc] ?? 0] ?? 0;
    return this.valueAt(task, arc, used - (this.problem.hours[task] ?? 0));
  }

  /** Points of one member's tasks, load counted. */
  valueOf(member: number): number {
    const { base, capacity, weights } = this.problem;
    let value = 0;
    for (let task = this.firstOf(member); task >= 0; task = this.after(task)) {
      value += this.pointsOf(task, this.arcOf[task] ?? 0);
    }
    const [used = 0, before = 0] = [this.used[member], base[member]];
    return value - loadCost(before, used - before, capacity[member] ?? 0, weights.load);
  }

  /** Points of the whole plan. */
  value(): number {
    const { base, capacity, weights } = this.problem;
    let value = 0;
    this.arcOf.forEach((arc, task) => {
      if (arc >= 0) value += this.pointsOf(task, arc);
    });
    this.used.forEach((used, member) => {
      const before = base[member] ?? 0;
      if (used > before) {
        value -= loadCost(before, used - before, capacity[member] ?? 0, weights.load);
      }
    });
    return value;
  }

  /** Summed anew, so that rounding does not pile up as tasks come and go. */
  #sumOf(member: number): number {
    let sum = this.problem.base[member] ?? 0;
    for (let task = this.firstOf(member); task >= 0; task = this.after(task)) {
      sum += this.problem.hours[task] ?? 0;
    }
    return sum;
  }
}
