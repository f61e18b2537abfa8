import { seededRandom } from '../../../shared/random.js';
import { type Arcs, ArcsBuilder } from './arcs.js';
import type { CompactProblem } from './compact-problem.js';
import { PairScorer } from './pair-scorer.js';
import { SkillLists } from './skill-lists.js';

/** How many of a task's possible members become arcs. */
export interface Sparsity {
  /** Members looked at, unless fewer than `best` + `spread` of them may do the task. */
  readonly scanned: number;
  readonly best: number;
  /** Drawn at random among the others, so that not all tasks crowd around the same few. */
  readonly spread: number;
}

export const defaultSparsity: Sparsity = { scanned: 400, best: 16, spread: 16 };

/**
 * The arcs of all movable tasks: to members with the required skills and room for the task when
 * they hold nothing else that can be moved. Draws depend on `seed` and the task's id alone.
 */
export function findArcs(problem: CompactProblem, sparsity: Sparsity, seed: number): Arcs {
  const { tasks, movable } = problem;
  const perTask = sparsity.best + sparsity.spread;
  const builder = new ArcsBuilder(
    problem,
    tasks.length * Math.min(perTask, problem.members.length),
  );
  const lists = new SkillLists(problem);
  const scorer = new PairScorer(problem);
  const found = new Found(Math.max(sparsity.scanned, perTask));

  for (let task = 0; task < tasks.length; task += 1) {
    const given = tasks[task];
    if (!given || movable[task] === 0) continue;
    const list = lists.shortestFor(given);
    const random = seededRandom(seed ^ hashOf(given.id));
    scorer.begin(task);
    found.clear();
    const step = coprimeStep(list.length);
    let at = Math.floor(random() * list.length);
    for (let scanned = 0; scanned < list.length; scanned += 1) {
      if (scanned >= sparsity.scanned && found.count >= perTask) break;
      const member = list[at] ?? 0;
      at = (at + step) % list.length;
      if (scorer.isEligible(member)) found.add(member, scorer.score(member));
      if (found.isFull) break;
    }
    const holder = problem.holder[task] ?? -1;
    if (holder >= 0 && scorer.isEligible(holder)) found.moveFirst(holder, scorer.score(holder));
    found.select(sparsity.best, sparsity.spread, random);
    for (let i = 0; i < Math.min(found.count, perTask); i += 1) {
      builder.add(task, found.members[i] ?? 0, found.scores[i] ?? 0);
    }
  }
  return builder.build();
}

/** Candidates of one task. */
class Found {
  readonly members;
  readonly scores;
  count = 0;
  #hasHolder = false;

  constructor(size: number) {
    this.members = new Int32Array(size);
    this.scores = new Float64Array(size);
  }

  get isFull(): boolean {
    return this.count === this.members.length;
  }

  clear(): void {
    this.count = 0;
    this.#hasHolder = false;
  }

  add(member: number, score: number): void {
    this.members[this.count] = member;
    this.scores[this.count] = score;
    this.count += 1;
  }

  /** Puts the holder first, where it stays. */
  moveFirst(member: number, score: number): void {
    let at = this.members.subarray(0, this.count).indexOf(member);
    if (at < 0) {
      if (this.isFull) this.count -= 1;
      at = this.count;
      this.add(member, score);
    }
    this.#swap(0, at);
    this.#hasHolder = true;
  }

  /** Brings the `best` to the front, and after them `spread` others drawn at random. */
  select(best: number, spread: number, random: () => number): void {
    if (this.count <= best + spread) return;
    const first = this.#hasHolder ? 1 : 0;
    this.#bringBest(first, best);
    for (let i = best; i < best + spread; i += 1) {
      this.#swap(i, i + Math.floor(random() * (this.count - i)));
    }
  }

  /** Swaps every later candidate that beats the weakest of the first `best` into their place. */
  #bringBest(first: number, best: number): void {
    let weakest = this.#weakest(first, best);
    for (let i = best; i < this.count; i += 1) {
      if ((this.scores[i] ?? 0) <= (this.scores[weakest] ?? 0)) continue;
      this.#swap(i, weakest);
      weakest = this.#weakest(first, best);
    }
  }

  #weakest(from: number, to: number): number {
    let weakest = from;
    for (let i = from + 1; i < to; i += 1) {
      if ((this.scores[i] ?? 0) < (this.scores[weakest] ?? 0)) weakest = i;
    }
    return weakest;
  }

  #swap(a: number, b: number): void {
    const [member = 0, score = 0] = [this.members[a], this.scores[a]];
    this.members[a] = this.members[b] ?? 0;
    this.scores[a] = this.scores[b] ?? 0;
    this.members[b] = member;
    this.scores[b] = score;
  }
}

/** A step near the golden section that visits every place of a ring of `length` once. */
function coprimeStep(length: number): number {
  let step = Math.max(1, Math.round(length * 0.618));
  while (greatestCommonDivisor(step, length) !== 1) step += 1;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
