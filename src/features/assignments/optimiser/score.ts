import { type AssignableTask, type AssignmentWeights, highestSkillLevel } from './problem.js';

/** Changes whenever the same problem may give another score. */
export const scoreVersion = '1';

/** What a task's importance is made of: points an hour of work on it. */
export interface Importance {
  readonly priority: number;
  readonly due: number;
  readonly waiting: number;
  readonly total: number;
}

/** How well a member suits a task; each part from 0 to 1. */
export interface Match {
  /** Mean level in the required skills over the highest level; 1 when none is required. */
  readonly skill: number;
  /** The share of the free hours that is left after the task. */
  readonly fit: number;
  /** 1 for whoever knows the work from before. */
  readonly continuity: number;
  /** 1 when a required skill is only just met and can still grow. */
  readonly stretch: number;
}

/**
 * importance = p (1 + due + (waiting / ageing days)^2), where p is the weight of the priority and
 * due = 1 / (1 + days / 7), 1 when overdue, 0 without a due date. The square lets every task
 * outweigh every newer one in the end, so that none starves.
 */
export function importanceOf(
  task: Pick<AssignableTask, 'priority' | 'daysUntilDue' | 'daysWaiting'>,
  { priority, dueHalfLifeDays, ageingDays }: AssignmentWeights,
): Importance {
  const weight = priority[task.priority];
  const days = task.daysUntilDue;
  const due = days === null ? 0 : weight / (1 + Math.max(0, days) / dueHalfLifeDays);
  const waiting = weight * (task.daysWaiting / ageingDays) ** 2;
  return { priority: weight, due, waiting, total: weight + due + waiting };
}

/** `levels` are the member's levels in the required skills, one for each. */
export function matchOf(
  required: ArrayLike<number>,
  levels: ArrayLike<number>,
  hours: number,
  freeHours: number,
  isFamiliar: boolean,
): Match {
  let sum = 0;
  let stretch = 0;
  for (let i = 0; i < required.length; i += 1) {
    const level = levels[i] ?? 0;
    sum += level;
    if (level === required[i] && level < highestSkillLevel) stretch = 1;
  }
  return {
    skill: required.length === 0 ? 1 : sum / (highestSkillLevel * required.length),
    fit: Math.max(0, 1 - hours / freeHours),
    continuity: isFamiliar ? 1 : 0,
    stretch,
  };
}

/** Points an hour, before load: importance x (base + (1 - base) x match), more for the holder. */
export function pairScore(
  importance: number,
  match: Match,
  isHolder: boolean,
  { base, match: shares, keep }: AssignmentWeights,
): number {
  const { skill, fit, continuity, stretch } = match;
  const matched =
    shares.skill * skill +
    shares.fit * fit +
    shares.continuity * continuity +
    shares.stretch * stretch;
  const score = importance * (base + (1 - base) * matched);
  return isHolder ? score * (1 + keep) : score;
}

/**
 * What `hours` more cost somebody who has `before` of `capacity` hours taken: the growth of
 * load x taken^2 / (2 capacity), which is convex, so that work goes to whoever has more room. Over
 * an empty week it sums to half of `load` an hour.
 */
export function loadCost(before: number, hours: number, capacity: number, load: number): number {
  if (hours === 0) return 0;
  return (load * hours * (2 * before + hours)) / (2 * capacity);
}
