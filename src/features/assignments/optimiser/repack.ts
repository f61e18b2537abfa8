import { bestArc } from './greedy.js';
import type { HourUnits } from './hour-units.js';
import { Knapsack } from './knapsack.js';
import { leastGain, type Plan } from './plan.js';
import { loadCost } from './score.js';
import type { SpareTasks } from './spare-tasks.js';

/** A task, by the arc to whoever is to have it. */
export interface Move {
  readonly task: number;
  readonly arc: number;
}

/**
 * Carries moves out. Whoever takes part then keeps, of the own tasks and those that nobody has, what
 * is worth most beside what was moved to them.
 */
export class Repacker {
  readonly #plan;
  readonly #units;
  readonly #spare;
  readonly #stale;
  readonly #knapsack = new Knapsack();
  /** Tasks and the arcs they had before, in the order of the changes. */
  #changes: Move[] = [];
  #moved: readonly number[] = [];

  /** @param stale set to 1 for every member whose tasks change */
  constructor(plan: Plan, units: HourUnits, spare: SpareTasks, stale: Uint8Array) {
    this.#plan = plan;
    this.#units = units;
    this.#spare = spare;
    this.#stale = stale;
  }

  /** Repacks one member's tasks. @returns whether that gained points. */
  repack(member: number): boolean {
    return this.#keepIfBetter([member], () => this.#fill(member, null));
  }

  /**
   * Carries out the moves together, each to another member, unless that gains nothing.
   * @returns whether they were carried out
   */
  carryOut(moves: readonly Move[]): boolean {
    const { arcs, arcOf } = this.#plan;
    const to = moves.map(({ arc }) => arcs.member[arc] ?? 0);
    const from = moves.flatMap(({ task }) => arcs.member[arcOf[task] ?? -1] ?? []);
    const members = [...new Set([...to, ...from])];
    this.#moved = moves.map(({ task }) => task);
    const isBetter = this.#keepIfBetter(members, () => {
      for (const { task } of moves) if ((arcOf[task] ?? -1) >= 0) this.#remove(task);
      const areAllPlaced = moves.every((move, index) => this.#fill(to[index] ?? 0, move));
      return areAllPlaced && members.every((each) => to.includes(each) || this.#fill(each, null));
    });
    this.#moved = [];
    return isBetter;
  }

  #keepIfBetter(members: readonly number[], change: () => boolean): boolean {
    this.#changes = [];
    const value = () => members.reduce((sum, each) => sum + this.#plan.valueOf(each), 0);
    const before = value();
    if (change() && value() > before + leastGain) {
      this.#placeElsewhere();
      for (const member of members) this.#stale[member] = 1;
      return true;
    }
    this.#undo();
    return false;
  }

  /** @returns false when the move's task does not fit. */
  #fill(member: number, move: Move | null): boolean {
    const { arcs, problem } = this.#plan;
    const { size, room, hoursPerUnit } = this.#units;
    const reserved = move ? (size[move.task] ?? 0) : 0;
    const units = (room[member] ?? 0) - reserved;
    if (units < 0) return false;
    const choices = this.#choicesOf(member);
    const places = (problem.places[member] ?? 0) - (move ? 1 : 0);
    this.#knapsack.begin(units, places, choices.length);
    for (const arc of choices) {
      const task = arcs.task[arc] ?? 0;
      this.#knapsack.add(size[task] ?? 0, this.#plan.pointsOf(task, arc));
    }
    const [base = 0, capacity = 0] = [problem.base[member], problem.capacity[member]];
    this.#knapsack.solve((each) =>
      loadCost(base, (each + reserved) * hoursPerUnit, capacity, problem.weights.load),
    );
    choices.forEach((arc, item) => {
      const task = arcs.task[arc] ?? 0;
      const isHeld = this.#plan.arcOf[task] === arc;
      if (isHeld && !this.#knapsack.isTaken(item)) this.#remove(task);
    });
    const isPlaced = move === null || this.#place(move.task, move.arc);
    return (
      choices.every((arc, item) => {
        const task = arcs.task[arc] ?? 0;
        const isNew = this.#knapsack.isTaken(item) && this.#plan.arcOf[task] !== arc;
        return !isNew || this.#place(task, arc);
      }) && isPlaced
    );
  }

  /** Arcs to all tasks that the member has, and to the best of those that nobody has. */
  #choicesOf(member: number): readonly number[] {
    const choices = this.#plan.tasksOf(member).map((task) => this.#plan.arcOf[task] ?? 0);
    this.#spare.findFor(member, this.#moved);
    for (let i = 0; i < this.#spare.count; i += 1) choices.push(this.#spare.arc[i] ?? 0);
    return choices;
  }

  #place(task: number, arc: number): boolean {
    if (!this.#plan.fits(task, arc)) return false;
    this.#changes.push({ task, arc: this.#plan.arcOf[task] ?? -1 });
    this.#plan.place(task, arc);
    return true;
  }

  #remove(task: number): void {
    this.#changes.push({ task, arc: this.#plan.arcOf[task] ?? -1 });
    this.#plan.remove(task);
  }

  /** Tasks that lost their member go to whoever has room for them. */
  #placeElsewhere(): void {
    for (const { task } of this.#changes) {
      if ((this.#plan.arcOf[task] ?? -1) >= 0) continue;
      const arc = bestArc(this.#plan, task);
      if (arc < 0) continue;
      this.#plan.place(task, arc);
      this.#stale[this.#plan.arcs.member[arc] ?? 0] = 1;
    }
  }

  #undo(): void {
    for (const { task, arc } of this.#changes.toReversed()) {
      if ((this.#plan.arcOf[task] ?? -1) >= 0) this.#plan.remove(task);
      if (arc >= 0) this.#plan.place(task, arc);
    }
  }
}
