import type { CompactProblem } from './compact-problem.js';

/**
 * Who may do what, and how many points an hour that scores: the arcs of task t are those from
 * `start[t]` to `start[t + 1]`.
 */
export interface Arcs {
  readonly start: Int32Array;
  readonly task: Int32Array;
  readonly member: Int32Array;
  readonly score: Float64Array;
  /** The arc to the present holder of each movable task, where the holder may keep it; else -1. */
  readonly toHolder: Int32Array;
  /** The highest score of each task; 0 without arcs. */
  readonly best: Float64Array;
}

/** Grows as arcs are added, task by task. */
export class ArcsBuilder {
  readonly #problem;
  readonly #start;
  readonly #toHolder;
  readonly #best;
  #task: Int32Array;
  #member: Int32Array;
  #score: Float64Array;
  #count = 0;

  constructor(problem: CompactProblem, expected: number) {
    this.#problem = problem;
    this.#start = new Int32Array(problem.tasks.length + 1);
    this.#toHolder = new Int32Array(problem.tasks.length).fill(-1);
    this.#best = new Float64Array(problem.tasks.length);
    this.#task = new Int32Array(expected);
    this.#member = new Int32Array(expected);
    this.#score = new Float64Array(expected);
  }

  /** Tasks come in their order; one that is left out has no arcs. */
  add(task: number, member: number, score: number): void {
    if (this.#count === this.#task.length) this.#grow();
    this.#task[this.#count] = task;
    this.#member[this.#count] = member;
    this.#score[this.#count] = score;
    this.#best[task] = Math.max(this.#best[task] ?? 0, score);
    if (this.#problem.holder[task] === member) this.#toHolder[task] = this.#count;
    this.#count += 1;
    this.#start[task + 1] = this.#count;
  }

  build(): Arcs {
    for (let task = 1; task < this.#start.length; task += 1) {
      this.#start[task] = Math.max(this.#start[task] ?? 0, this.#start[task - 1] ?? 0);
    }
    return {
      start: this.#start,
      task: this.#task.subarray(0, this.#count),
      member: this.#member.subarray(0, this.#count),
      score: this.#score.subarray(0, this.#count),
      toHolder: this.#toHolder,
      best: this.#best,
    };
  }

  #grow(): void {
    const length = Math.max(64, 2 * this.#task.length);
    const [task, member, score] = [this.#task, this.#member, this.#score];
    this.#task = new Int32Array(length);
    this.#task.set(task);
    this.#member = new Int32Array(length);
    this.#member.set(member);
    this.#score = new Float64Array(length);
    this.#score.set(score);
  }
}
