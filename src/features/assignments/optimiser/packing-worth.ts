import type { HourUnits } from './hour-units.js';
import { addItem, tableShape } from './knapsack.js';
import type { Plan } from './plan.js';
import { loadCost } from './score.js';
import type { SpareTasks } from './spare-tasks.js';

/**
 * What a member's hours are worth when packed best with the member's tasks and those that nobody
 * has. `points` has a row for all of these tasks, and then one without each of `tasks`; column 0 is
 * for all hours, each further one for those left beside a task of one size.
 */
export interface PackingWorth {
  readonly tasks: readonly number[];
  readonly points: Float64Array;
}

/** Packing worths of all members, worked out anew for those who are stale. */
export class PackingWorths {
  readonly #plan;
  readonly #units;
  readonly #spare;
  readonly #sizes: readonly number[];
  readonly #known: PackingWorth[] = [];
  readonly #tables: Float64Array[] = [];
  #shape = tableShape(0, 0, 0);
  /** Of the member's load, by units. */
  #cost: Float64Array = new Float64Array();
  /** By task, the column for what is left beside it. */
  readonly columnOf: Int32Array;
  readonly columns: number;
  /** 1 for each member whose tasks have changed. */
  readonly stale: Uint8Array;

  constructor(plan: Plan, units: HourUnits, spare: SpareTasks) {
    this.#plan = plan;
    this.#units = units;
    this.#spare = spare;
    const sizes = [...new Set(units.size)].toSorted((a, b) => a - b);
    const columns = new Map(sizes.map((size, index) => [size, index + 1]));
    this.#sizes = [0, ...sizes];
    this.columnOf = units.size.map((size) => columns.get(size) ?? 0);
    this.columns = this.#sizes.length;
    this.stale = new Uint8Array(plan.problem.members.length).fill(1);
  }

  of(member: number): PackingWorth {
    const known = this.#known[member];
    if (known && this.stale[member] === 0) return known;
    this.stale[member] = 0;
    return (this.#known[member] = this.#workOut(member));
  }

  #workOut(member: number): PackingWorth {
    const { problem } = this.#plan;
    const tasks = this.#plan.tasksOf(member);
    this.#spare.findFor(member, []);
    this.#shape = tableShape(
      this.#units.room[member] ?? 0,
      problem.places[member] ?? 0,
      tasks.length + this.#spare.count,
    );
    this.#cost = this.#costsOf(member);
    const table = this.#table(0).fill(0);
    for (let i = 0; i < this.#spare.count; i += 1) this.#add(table, this.#spare.arc[i] ?? 0);
    const points = new Float64Array((tasks.length + 1) * this.columns);
    if (tasks.length > 0) this.#leaveEachOut(tasks, 0, tasks.length, 0, points);
    this.#addTasks(table, tasks, 0, tasks.length);
    this.#fillRow(points, 0, table);
    return { tasks, points };
  }

  /** The table at `depth` has all tasks but those between `from` and `to`. */
  #leaveEachOut(
    tasks: readonly number[],
    from: number,
    to: number,
    depth: number,
    points: Float64Array,
  ): void {
    if (to - from === 1) {
      this.#fillRow(points, from + 1, this.#table(depth));
      return;
    }
    const middle = (from + to) >> 1;
    const halves = [
      [from, middle, middle, to],
      [middle, to, from, middle],
    ] as const;
    for (const [left, right, addedFrom, addedTo] of halves) {
      const table = this.#table(depth + 1);
      table.set(this.#table(depth));
      this.#addTasks(table, tasks, addedFrom, addedTo);
      this.#leaveEachOut(tasks, left, right, depth + 1, points);
    }
  }

  #addTasks(table: Float64Array, tasks: readonly number[], from: number, to: number): void {
    for (let i = from; i < to; i += 1) this.#add(table, this.#plan.arcOf[tasks[i] ?? 0] ?? 0);
  }

  #add(table: Float64Array, arc: number): void {
    const task = this.#plan.arcs.task[arc] ?? 0;
    const points = this.#plan.pointsOf(task, arc);
    addItem(table, this.#shape, this.#units.size[task] ?? 0, points, null);
  }

  #fillRow(points: Float64Array, row: number, table: Float64Array): void {
    for (let column = 0; column < this.columns; column += 1) {
      points[row * this.columns + column] = this.#mostBeside(table, column);
    }
  }

  /** The most that the table gives beside a task of the column's size, with the load of both. */
  #mostBeside(table: Float64Array, column: number): number {
    const { rows, width, countsItems } = this.#shape;
    const cost = this.#cost;
    const size = this.#sizes[column] ?? 0;
    const row = column > 0 && countsItems ? rows - 2 : rows - 1;
    if (row < 0) return -Infinity;
    const least = cost[size] ?? 0;
    let most = -Infinity;
    for (let units = width - 1 - size; units >= 0; units -= 1) {
      const best = table[row * width + units] ?? 0;
      if (best - least <= most) break;
      most = Math.max(most, best - (cost[units + size] ?? 0));
    }
    return most;
  }

  #costsOf(member: number): Float64Array {
    const { base, capacity, weights } = this.#plan.problem;
    const [taken = 0, all = 0] = [base[member], capacity[member]];
    const costs = new Float64Array(this.#shape.width);
    for (let units = 0; units < costs.length; units += 1) {
      costs[units] = loadCost(taken, units * this.#units.hoursPerUnit, all, weights.load);
    }
    return costs;
  }

  #table(depth: number): Float64Array {
    const cells = this.#shape.rows * this.#shape.width;
    const known = this.#tables[depth];
    if (known && known.length >= cells) return known.subarray(0, cells);
    const table = new Float64Array(2 * cells);
    this.#tables[depth] = table;
    return table.subarray(0, cells);
  }
}
