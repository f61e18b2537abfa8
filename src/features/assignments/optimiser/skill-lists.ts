import type { CompactProblem } from './compact-problem.js';
import type { AssignableTask } from './problem.js';

/** For every skill and level the members who have it at that level or above. */
export class SkillLists {
  readonly #problem;
  readonly #everybody;
  readonly #lists = new Map<string, Int32Array>();

  constructor(problem: CompactProblem) {
    this.#problem = problem;
    this.#everybody = Int32Array.from(problem.members.keys());
  }

  /** The members who meet the required skill that the fewest meet; all when none is required. */
  shortestFor({ requiredSkills }: AssignableTask): Int32Array {
    return requiredSkills
      .map(({ name, level }) => this.having(name, level))
      .reduce((least, list) => (list.length < least.length ? list : least), this.#everybody);
  }

  having(name: string, level: number): Int32Array {
    const key = `${level} ${name}`;
    const known = this.#lists.get(key);
    if (known) return known;
    const { index, levels, memberCount } = this.#problem.skills;
    const row = (index.get(name) ?? 0) * memberCount;
    const list = this.#everybody.filter((member) => (levels[row + member] ?? 0) >= level);
    this.#lists.set(key, list);
    return list;
  }
}
