import type { Skill } from '../../people/index.js';
import type { Priority } from '../../tasks/index.js';

/** Somebody who may be given work. Whoever is absent or off rotation is left out of the problem. */
export interface AssignableMember {
  readonly id: string;
  /** Working hours over the planning horizon, 0 or more. */
  readonly capacityHours: number;
  /** Hours of them that are taken by work which is not among the problem's tasks. */
  readonly committedHours: number;
  readonly skills: readonly Skill[];
  /** Tasks that this member is never given, such as declined ones. */
  readonly excludedTaskIds: readonly string[];
  /** The most of the problem's tasks to hold at once; null without a limit. */
  readonly maximumTasks: number | null;
}

/** A task that work remains on, held by somebody or not. */
export interface AssignableTask {
  readonly id: string;
  /** Hours of work that remain, above 0. */
  readonly estimatedHours: number;
  /** Whoever lacks one of them, or has it at a lower level, is never given the task. */
  readonly requiredSkills: readonly Skill[];
  readonly priority: Priority;
  /** Negative when overdue; null without a due date. */
  readonly daysUntilDue: number | null;
  /** Days since the task could first be worked on, 0 or more. */
  readonly daysWaiting: number;
  readonly holderId: string | null;
  /** Started or pinned: it stays with its holder, whatever that does to the holder's load. */
  readonly isFixed: boolean;
  /** Members who know the work from before, such as who did the task it continues. */
  readonly familiarMemberIds: readonly string[];
}

export interface AssignmentProblem {
  readonly members: readonly AssignableMember[];
  readonly tasks: readonly AssignableTask[];
}

/** How much each consideration counts. */
export interface AssignmentWeights {
  readonly priority: Readonly<Record<Priority, number>>;
  /** Days until due at which the due date counts half. */
  readonly dueHalfLifeDays: number;
  /** Days of waiting after which a task's importance has grown by its priority. */
  readonly ageingDays: number;
  /** The share of a task's importance that counts whoever does it; the rest is for the match. */
  readonly base: number;
  /** Shares of the match; they sum to 1. */
  readonly match: {
    readonly skill: number;
    readonly fit: number;
    readonly continuity: number;
    readonly stretch: number;
  };
  /** Points an hour by which the work of a fully loaded member counts less; half of it on average. */
  readonly load: number;
  /** Share of the score that a task gains by staying with its holder. */
  readonly keep: number;
}

export const defaultWeights: AssignmentWeights = {
  priority: { low: 1, normal: 2, high: 4, urgent: 8 },
  dueHalfLifeDays: 7,
  ageingDays: 14,
  base: 0.4,
  match: { skill: 0.55, fit: 0.2, continuity: 0.15, stretch: 0.1 },
  load: 0.2,
  keep: 0.02,
};

export const highestSkillLevel = 5;
