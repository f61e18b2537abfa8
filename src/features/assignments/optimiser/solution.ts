import { type Explanation, explain } from './explain.js';
import type { Plan } from './plan.js';
import { type UnplacedTask, UnplacedCauses } from './unplaced.js';

export interface Assignment {
  readonly taskId: string;
  readonly memberId: string;
  readonly hours: number;
  /** Points an hour before load. */
  readonly score: number;
  /** Against the present holder: nobody, the same member, or another one. */
  readonly change: 'new' | 'kept' | 'moved';
}

/** Hours of a member with all work of the plan; `free` is 0 when overloaded. */
export interface MemberLoad {
  readonly memberId: string;
  readonly hours: number;
  readonly capacityHours: number;
}

/** What the optimiser found. Lists are in the order of ids. */
export class Solution {
  readonly #plan;
  readonly #index;
  /** Points of the plan, fixed tasks left out. */
  readonly value: number;
  /** No plan over the arcs considered has more points; null when it was not looked for. */
  readonly bound: number | null;
  /** The price of each member's hour in points, for `nextTasks`; null without prices. */
  readonly prices: ReadonlyMap<string, number> | null;

  constructor(plan: Plan, perHour: Float64Array | null, bound: number | null) {
    const { tasks, members } = plan.problem;
    this.#plan = plan;
    this.#index = new Map(tasks.map(({ id }, index) => [id, index]));
    this.value = plan.value();
    this.bound = bound;
    this.prices = perHour && new Map(members.map(({ id }, member) => [id, perHour[member] ?? 0]));
  }

  /** The share of the best possible that may be missing, from 0 to 1; null without a bound. */
  get gap(): number | null {
    if (this.bound === null) return null;
    return this.bound <= 0 ? 0 : Math.max(0, 1 - this.value / this.bound);
  }

  /** Movable tasks and who is to do them. */
  get assignments(): readonly Assignment[] {
    const { arcs, arcOf, problem } = this.#plan;
    return problem.tasks.flatMap(({ id, holderId, estimatedHours }, task) => {
      const arc = arcOf[task] ?? -1;
      const member = problem.members[arcs.member[arc] ?? -1];
      if (arc < 0 || !member) return [];
      const score = arcs.score[arc] ?? 0;
      const change = changeOf(holderId, member.id);
      return [{ taskId: id, memberId: member.id, hours: estimatedHours, score, change }];
    });
  }

  /** Movable tasks that nobody gets, with the cause. A task that was held may be among them. */
  get unplaced(): readonly UnplacedTask[] {
    const { arcOf, problem, used } = this.#plan;
    const causes = new UnplacedCauses(problem, used);
    return problem.tasks.flatMap(({ id, isFixed }, task) =>
      isFixed || (arcOf[task] ?? -1) >= 0 ? [] : [{ taskId: id, ...causes.causeOf(task) }],
    );
  }

  get loads(): readonly MemberLoad[] {
    const { problem, used } = this.#plan;
    return problem.members.map(({ id, capacityHours }, member) => ({
      memberId: id,
      hours: used[member] ?? 0,
      capacityHours,
    }));
  }

  /** Why the task went where it did, and who would be next; null for a task that nobody gets. */
  explain(taskId: string): Explanation | null {
    const task = this.#index.get(taskId) ?? -1;
    const member = this.#plan.arcs.member[this.#plan.arcOf[task] ?? -1];
    return member === undefined ? null : explain(this.#plan, task, member);
  }
}

function changeOf(holderId: string | null, memberId: string): Assignment['change'] {
  if (holderId === null) return 'new';
  return holderId === memberId ? 'kept' : 'moved';
}
