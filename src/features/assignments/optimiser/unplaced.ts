import type { CompactProblem } from './compact-problem.js';
import { PairScorer } from './pair-scorer.js';
import type { AssignableTask } from './problem.js';
import { SkillLists } from './skill-lists.js';

/** Why nobody gets a task. `nearest` names up to three members who come closest to doing it. */
export type UnplacedTask = { readonly taskId: string } & UnplacedCause;

export type UnplacedCause =
  /** Nobody has this skill at this level; `level` is the member's, 0 without the skill. */
  | {
      readonly kind: 'no one has the skill';
      readonly skill: string;
      readonly level: number;
      readonly nearest: readonly { readonly memberId: string; readonly level: number }[];
    }
  /** Each required skill is there, but nobody has all. */
  | {
      readonly kind: 'no one has all skills';
      readonly nearest: readonly {
        readonly memberId: string;
        readonly missing: readonly string[];
      }[];
    }
  /** All who have the skills are excluded from the task or may hold no more tasks. */
  | {
      readonly kind: 'no one may take it';
      readonly nearest: readonly { readonly memberId: string }[];
    }
  /** Longer than what anybody able has free, were all work that can be moved taken away. */
  | {
      readonly kind: 'too large';
      readonly hours: number;
      readonly nearest: readonly { readonly memberId: string; readonly freeHours: number }[];
    }
  /** The hours of all who are able are taken by work that scores higher; free hours are what is left. */
  | {
      readonly kind: 'no capacity left';
      readonly hours: number;
      readonly nearest: readonly { readonly memberId: string; readonly freeHours: number }[];
    };

const mostNearest = 3;

/** Finds the causes for one problem; `used` are the hours taken of each member. */
export class UnplacedCauses {
  readonly #problem;
  readonly #used;
  readonly #lists;
  readonly #scorer;

  constructor(problem: CompactProblem, used: Float64Array) {
    this.#problem = problem;
    this.#used = used;
    this.#lists = new SkillLists(problem);
    this.#scorer = new PairScorer(problem);
  }

  causeOf(index: number): UnplacedCause {
    const task = this.#problem.tasks[index];
    if (!task) throw new RangeError(`no task ${index}`);
    this.#scorer.begin(index);
    return this.#missingSkill(task) ?? this.#missingMember(task);
  }

  #missingSkill({ requiredSkills }: AssignableTask): UnplacedCause | null {
    const missing = requiredSkills.find(
      ({ name, level }) => this.#lists.having(name, level).length === 0,
    );
    if (!missing) return null;
    const { name, level } = missing;
    const nearest = this.#nearest(this.#lists.having(name, 1), (member) =>
      this.#level(name, member),
    );
    return {
      kind: 'no one has the skill',
      skill: name,
      level,
      nearest: nearest.map((member) => ({
        memberId: this.#id(member),
        level: this.#level(name, member),
      })),
    };
  }

  #missingMember(task: AssignableTask): UnplacedCause {
    const skilled = this.#lists
      .shortestFor(task)
      .filter((member) => this.#scorer.hasSkills(member));
    if (skilled.length === 0) return this.#missingCombination(task);
    const { room, places, capacity } = this.#problem;
    const able = skilled.filter(
      (member) => !this.#scorer.isExcluded(member) && (places[member] ?? 0) > 0,
    );
    if (able.length === 0) {
      const nearest = this.#nearest(skilled, (member) => room[member] ?? 0);
      return {
        kind: 'no one may take it',
        nearest: nearest.map((member) => ({ memberId: this.#id(member) })),
      };
    }
    const hours = task.estimatedHours;
    const isTooLarge = !able.some((member) => (room[member] ?? 0) >= hours);
    const free = (member: number): number =>
      isTooLarge
        ? (room[member] ?? 0)
        : Math.max(0, (capacity[member] ?? 0) - (this.#used[member] ?? 0));
    return {
      kind: isTooLarge ? 'too large' : 'no capacity left',
      hours,
      nearest: this.#nearest(able, free).map((member) => ({
        memberId: this.#id(member),
        freeHours: free(member),
      })),
    };
  }

  #missingCombination({ requiredSkills }: AssignableTask): UnplacedCause {
    const missing = (member: number): string[] =>
      requiredSkills
        .filter(({ name, level }) => this.#level(name, member) < level)
        .map(({ name }) => name);
    const everybody = Int32Array.from(this.#problem.members.keys());
    const nearest = this.#nearest(everybody, (member) => -missing(member).length);
    return {
      kind: 'no one has all skills',
      nearest: nearest.map((member) => ({ memberId: this.#id(member), missing: missing(member) })),
    };
  }

  /** The three with the highest `closeness`, the first of equals. */
  #nearest(members: Int32Array, closeness: (member: number) => number): number[] {
    const nearest: { member: number; closeness: number }[] = [];
    for (const member of members) {
      const candidate = { member, closeness: closeness(member) };
      const at = nearest.findIndex((other) => other.closeness < candidate.closeness);
      if (at >= 0) nearest.splice(at, 0, candidate);
      else nearest.push(candidate);
      nearest.length = Math.min(nearest.length, mostNearest);
    }
    return nearest.map(({ member }) => member);
  }

  #level(skill: string, member: number): number {
    const { index, levels, memberCount } = this.#problem.skills;
    return levels[(index.get(skill) ?? 0) * memberCount + member] ?? 0;
  }

  #id(member: number): string {
    return this.#problem.members[member]?.id ?? '';
  }
}
