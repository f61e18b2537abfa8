import type { Skill } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { ScoreParts } from './score.js';

/** What a score is computed from, kept with it. */
export interface ScoreInputs {
  /** Tasks completed in the window. */
  readonly completed: number;
  /** Those, and the ones that the member held at the end of the window. */
  readonly assigned: number;
  /** Hours of each completed task that has both. */
  readonly estimates: readonly {
    readonly taskId: string;
    readonly estimatedHours: number;
    readonly actualHours: number;
  }[];
  /** Working hours of the next seven days, and what the estimates of open tasks leave of them. */
  readonly maximumHours: number;
  readonly availableHours: number;
  /** How well the member's levels meet what each assigned task requires, 0 to 1. */
  readonly matches: readonly { readonly taskId: string; readonly match: number }[];
}

/** A task as far as a score asks. `requiredSkills` are absent where none were named. */
export type ScoredTask = Pick<
  Task,
  'id' | 'status' | 'estimatedHours' | 'actualHours' | 'createdAt' | 'completedAt'
> & { readonly requiredSkills?: readonly Skill[] };

export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The inputs from the tasks of one member; `maximumHours` are their working hours in the week after
 * the window. Cancelled tasks, and those completed outside the window, do not count.
 */
export function inputsFrom(
  tasks: readonly ScoredTask[],
  { from, to }: Window,
  skills: readonly Skill[],
  maximumHours: number,
): ScoreInputs {
  const begun = tasks.filter(({ createdAt, status }) => createdAt <= to && status !== 'cancelled');
  const completed = begun.filter(
    ({ completedAt }) => completedAt !== null && completedAt > from && completedAt <= to,
  );
  const held = begun.filter(({ completedAt }) => completedAt === null || completedAt > to);
  const load = held.reduce((sum, { estimatedHours }) => sum + (estimatedHours ?? 0), 0);
  return {
    completed: completed.length,
    assigned: completed.length + held.length,
    estimates: completed.flatMap(({ id, estimatedHours, actualHours }) =>
      estimatedHours === null || actualHours === null
        ? []
        : [{ taskId: id, estimatedHours, actualHours }],
    ),
    maximumHours,
    availableHours: Math.max(0, maximumHours - load),
    matches: [...completed, ...held].flatMap(({ id, requiredSkills = [] }) =>
      requiredSkills.length === 0
        ? []
        : [{ taskId: id, match: skillMatch(requiredSkills, skills) }],
    ),
  };
}

/** Mean over the required skills of the member's level over the required one, at most 1. */
export function skillMatch(required: readonly Skill[], skills: readonly Skill[]): number {
  return mean(
    required.map(({ name, level }) => {
      const own = skills.find((skill) => skill.name === name)?.level ?? 0;
      return Math.min(1, own / level);
    }),
  );
}

/**
 * Completion rate: completed / assigned. Estimation accuracy: mean of min/max of actual and
 * estimated hours. Workload balance: available / maximum hours; an empty week alone is no
 * performance, so there is none without tasks. Skill utilisation: mean match. All in percent.
 */
export function partsOf(inputs: ScoreInputs): ScoreParts {
  const { completed, assigned, estimates, maximumHours, availableHours, matches } = inputs;
  return {
    completionRate: assigned === 0 ? null : percent(completed / assigned),
    estimationAccuracy:
      estimates.length === 0
        ? null
        : percent(
            mean(
              estimates.map(
                ({ estimatedHours, actualHours }) =>
                  Math.min(actualHours, estimatedHours) / Math.max(actualHours, estimatedHours),
              ),
            ),
          ),
    workloadBalance:
      assigned === 0 || maximumHours === 0 ? null : percent(availableHours / maximumHours),
    skillUtilisation:
      matches.length === 0 ? null : percent(mean(matches.map(({ match }) => match))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): number {
  return 100 * share;
}
