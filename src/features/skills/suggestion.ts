import { millisecondsInDay } from 'date-fns/constants';
import type { Skill } from '../people/index.js';

/** A level that a member's work speaks for. */
export interface SkillSuggestion extends Skill {
  /** What the member has now; null for a skill that they lack. */
  readonly current: number | null;
  readonly evidence: Evidence;
}

export interface Evidence {
  /** Completed tasks that required the skill at that level or a higher one. */
  readonly tasks: number;
  /** The hours that they took together, as a share of those estimated. */
  readonly shareOfEstimate: number;
  readonly lastCompletedAt: Date;
}

/** A completed task, as far as it says something about who did it. */
export interface WorkedTask {
  readonly requiredSkills: readonly Skill[];
  readonly estimatedHours: number | null;
  readonly actualHours: number | null;
  readonly completedAt: Date | null;
}

/** What was answered to an earlier suggestion of a skill, whatever its level. */
export interface EarlierAnswer {
  readonly skill: string;
  readonly at: Date;
  /** Still with those who confirm it. */
  readonly isWaiting: boolean;
}

/** What counts as evidence: tasks of so many days, so many of them, done about as estimated. */
export const suggestionRule = { days: 180, fewestTasks: 3, mostOfEstimate: 1.1 } as const;

/** From when on tasks count at `now`. */
export function evidenceSince(now: Date): Date {
  return new Date(now.getTime() - suggestionRule.days * millisecondsInDay);
}

/**
 * The levels above a member's own for which their completed tasks speak, those with most tasks first:
 * for each skill the highest level at which at least three tasks, with hours estimated and taken,
 * took no more than 110 % of the estimate together. After an answer it takes three newer tasks.
 */
export function suggestLevels({
  skills,
  tasks,
  answers,
}: {
  readonly skills: readonly Skill[];
  readonly tasks: readonly WorkedTask[];
  readonly answers: readonly EarlierAnswer[];
}): readonly SkillSuggestion[] {
  const measured = tasks.flatMap(measuredTask);
  const names = new Set(measured.flatMap(({ required }) => [...required.keys()]));
  return [...names]
    .flatMap((name) => {
      const earlier = answers.filter(({ skill }) => skill === name);
      if (earlier.some(({ isWaiting }) => isWaiting)) return [];
      const current = skills.find((skill) => skill.name === name)?.level ?? null;
      const answeredAt = Math.max(...earlier.map(({ at }) => at.getTime()));
      return highest(name, current, measured, answeredAt);
    })
    .toSorted(
      (one, two) => two.evidence.tasks - one.evidence.tasks || (one.name < two.name ? -1 : 1),
    );
}

interface Measured {
  readonly required: ReadonlyMap<string, number>;
  readonly estimated: number;
  readonly actual: number;
  readonly completedAt: number;
}

function measuredTask(task: WorkedTask): readonly Measured[] {
  const { requiredSkills, estimatedHours: estimated, actualHours: actual, completedAt } = task;
  if (!estimated || !actual || completedAt === null) return [];
  const required = new Map(requiredSkills.map(({ name, level }) => [name, level]));
  return [{ required, estimated, actual, completedAt: completedAt.getTime() }];
}

function highest(
  name: string,
  current: number | null,
  tasks: readonly Measured[],
  answeredAt: number,
): readonly SkillSuggestion[] {
  for (let level = 5; level > (current ?? 0); level -= 1) {
    const done = tasks.filter(({ required }) => (required.get(name) ?? 0) >= level);
    const since = done.filter(({ completedAt }) => completedAt > answeredAt);
    const sum = (hours: (task: Measured) => number) =>
      done.reduce((total, task) => total + hours(task), 0);
    if (since.length < suggestionRule.fewestTasks) continue;
    const shareOfEstimate = sum(({ actual }) => actual) / sum(({ estimated }) => estimated);
    if (shareOfEstimate > suggestionRule.mostOfEstimate) continue;
    const lastCompletedAt = new Date(Math.max(...done.map(({ completedAt }) => completedAt)));
    return [
      { name, level, current, evidence: { tasks: done.length, shareOfEstimate, lastCompletedAt } },
    ];
  }
  return [];
}
