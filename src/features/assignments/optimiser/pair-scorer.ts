import type { CompactProblem } from './compact-problem.js';
import { type Match, matchOf, pairScore } from './score.js';

/** Scores members for one task at a time. */
export class PairScorer {
  readonly #problem;
  readonly #excluded;
  #task = 0;
  #rows: number[] = [];
  #required: number[] = [];
  #levels: number[] = [];
  #familiar: ReadonlySet<number> = new Set();
  #excludedMembers: ReadonlySet<number> = new Set();

  constructor(problem: CompactProblem) {
    this.#problem = problem;
    this.#excluded = excludedMembers(problem);
  }

  begin(task: number): void {
    const { tasks, skills, memberIndex } = this.#problem;
    const given = tasks[task];
    if (!given) throw new RangeError(`no task ${task}`);
    this.#task = task;
    this.#required = given.requiredSkills.map(({ level }) => level);
    this.#rows = given.requiredSkills.map(
      ({ name }) => (skills.index.get(name) ?? 0) * skills.memberCount,
    );
    this.#levels = this.#rows.map(() => 0);
    this.#familiar = new Set(given.familiarMemberIds.map((id) => memberIndex.get(id) ?? -1));
    this.#excludedMembers = this.#excluded.get(given.id) ?? new Set();
  }

  hasSkills(member: number): boolean {
    const { levels } = this.#problem.skills;
    for (let i = 0; i < this.#rows.length; i += 1) {
      if ((levels[(this.#rows[i] ?? 0) + member] ?? 0) < (this.#required[i] ?? 0)) return false;
    }
    return true;
  }

  isExcluded(member: number): boolean {
    return this.#excludedMembers.size > 0 && this.#excludedMembers.has(member);
  }

  /** Whether all hard limits allow it, were the member to hold no other movable task. */
  isEligible(member: number): boolean {
    const { hours, room, places } = this.#problem;
    return (
      (hours[this.#task] ?? 0) <= (room[member] ?? 0) &&
      (places[member] ?? 0) > 0 &&
      this.hasSkills(member) &&
      !this.isExcluded(member)
    );
  }

  match(member: number): Match {
    const { skills, hours, room } = this.#problem;
    for (let i = 0; i < this.#rows.length; i += 1) {
      this.#levels[i] = skills.levels[(this.#rows[i] ?? 0) + member] ?? 0;
    }
    return matchOf(
      this.#required,
      this.#levels,
      hours[this.#task] ?? 0,
      room[member] ?? 0,
      this.#familiar.size > 0 && this.#familiar.has(member),
    );
  }

  /** Points an hour before load, more when the member holds the task. */
  score(member: number): number {
    const { importance, holder, weights } = this.#problem;
    const isHolder = holder[this.#task] === member;
    return pairScore(importance[this.#task] ?? 0, this.match(member), isHolder, weights);
  }
}

function excludedMembers({ members }: CompactProblem): ReadonlyMap<string, ReadonlySet<number>> {
  const excluded = new Map<string, Set<number>>();
  members.forEach(({ excludedTaskIds }, member) => {
    for (const id of excludedTaskIds) {
      const known = excluded.get(id);
      if (known) known.add(member);
      else excluded.set(id, new Set([member]));
    }
  });
  return excluded;
}
