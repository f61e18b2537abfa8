import type { CompactProblem } from './compact-problem.js';
import { PairScorer } from './pair-scorer.js';
import type { Plan } from './plan.js';
import { importanceOf, loadCost } from './score.js';

/** What speaks for a pair of task and member, or, with `load`, against it. */
export type ReasonKind =
  | 'priority'
  | 'due'
  | 'waiting'
  | 'skill'
  | 'fit'
  | 'continuity'
  | 'stretch'
  | 'keep'
  | 'load';

export interface Reason {
  readonly kind: ReasonKind;
  /** Points an hour; below 0 only for `load`. */
  readonly points: number;
}

export interface Explanation {
  readonly taskId: string;
  readonly memberId: string;
  /** Points an hour; the sum of `reasons`, and of `main` and `otherPoints`. */
  readonly score: number;
  /** All reasons, those with the most points first. */
  readonly reasons: readonly Reason[];
  /** The three that count most. */
  readonly main: readonly Reason[];
  readonly otherPoints: number;
  /** Who would be next to get the task and has room for it; null when there is nobody. */
  readonly runnerUp: { readonly memberId: string; readonly score: number } | null;
}

const mainReasons = 3;

/** Why `task` is, or would be, with `member`; load is what the task adds to all else held. */
export function explain(plan: Plan, task: number, member: number): Explanation {
  const { problem } = plan;
  const reasons = [
    ...pairReasons(problem, task, member),
    { kind: 'load', points: -loadPoints(plan, task, member) } as const,
  ]
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => b.points - a.points);
  return {
    taskId: problem.tasks[task]?.id ?? '',
    memberId: problem.members[member]?.id ?? '',
    score: sumOf(reasons),
    reasons,
    main: reasons.slice(0, mainReasons),
    otherPoints: sumOf(reasons.slice(mainReasons)),
    runnerUp: runnerUpOf(plan, task, member),
  };
}

/** The parts of `pairScore`. */
function pairReasons(problem: CompactProblem, task: number, member: number): readonly Reason[] {
  const { weights, tasks, holder } = problem;
  const given = tasks[task];
  if (!given) throw new RangeError(`no task ${task}`);
  const scorer = new PairScorer(problem);
  scorer.begin(task);
  const match = scorer.match(member);
  const importance = importanceOf(given, weights);
  const matched = (1 - weights.base) * importance.total;
  const reasons: readonly Reason[] = [
    { kind: 'priority', points: weights.base * importance.priority },
    { kind: 'due', points: weights.base * importance.due },
    { kind: 'waiting', points: weights.base * importance.waiting },
    { kind: 'skill', points: matched * weights.match.skill * match.skill },
    { kind: 'fit', points: matched * weights.match.fit * match.fit },
    { kind: 'continuity', points: matched * weights.match.continuity * match.continuity },
    { kind: 'stretch', points: matched * weights.match.stretch * match.stretch },
  ];
  return holder[task] === member
    ? [...reasons, { kind: 'keep', points: weights.keep * sumOf(reasons) }]
    : reasons;
}

/** What an hour of the task costs by the member's load, with all else that the plan gives. */
export function loadPoints(plan: Plan, task: number, member: number): number {
  const { arcs, problem, used, arcOf } = plan;
  const hours = problem.hours[task] ?? 0;
  const isPlaced = arcs.member[arcOf[task] ?? -1] === member;
  const before = (used[member] ?? 0) - (isPlaced ? hours : 0);
  return loadCost(before, hours, problem.capacity[member] ?? 0, problem.weights.load) / hours;
}

function runnerUpOf(plan: Plan, task: number, taken: number): Explanation['runnerUp'] {
  const { arcs, problem } = plan;
  const end = arcs.start[task + 1] ?? 0;
  let best: { memberId: string; score: number } | null = null;
  for (let arc = arcs.start[task] ?? 0; arc < end; arc += 1) {
    const member = arcs.member[arc] ?? 0;
    if (member === taken || !plan.fits(task, arc)) continue;
    const score = (arcs.score[arc] ?? 0) - loadPoints(plan, task, member);
    const memberId = problem.members[member]?.id ?? '';
    if (!best || score > best.score) best = { memberId, score };
  }
  return best;
}

function sumOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { points }) => sum + points, 0);
}
