import type { LocalDay } from '../calendar/index.js';
import type { Skill } from '../people/index.js';
import { comingDayFault } from './days-ahead.js';
import { type Faults, presentFaults } from './input.js';
import { estimateFault } from './hours.js';
import { type NewMonitoring, cleanMonitoring } from './new-monitoring.js';
import { cleanSkills, skillsFault } from './required-skills.js';
import type { Priority } from './task.js';
import { cleanText, cleanTitle, notesFault, titleFault } from './task-texts.js';

export interface NewTask {
  readonly title: string;
  readonly notes: string | null;
  readonly teamId: string;
  readonly assigneeId: string | null;
  readonly priority: Priority;
  readonly dueOn: LocalDay | null;
  /** Decimal hours, above 0 and at most 1000. */
  readonly estimatedHours: number | null;
  readonly monitoring: NewMonitoring | null;
  /** None unless given. */
  readonly requiredSkills?: readonly Skill[];
  /** Ids of tasks; none unless given. */
  readonly dependsOn?: readonly string[];
  /** False unless given. */
  readonly pinned?: boolean;
}

/** A new task with its texts trimmed, and nothing left open. */
export type CleanTask = Required<NewTask>;

export function cleanTask(task: NewTask): CleanTask {
  return {
    ...task,
    title: cleanTitle(task.title),
    notes: cleanText(task.notes),
    monitoring: task.monitoring && cleanMonitoring(task.monitoring),
    requiredSkills: cleanSkills(task.requiredSkills ?? []),
    dependsOn: [...new Set(task.dependsOn)],
    pinned: task.pinned ?? false,
  };
}

/** Faults by field of a cleaned task, apart from its assignee and monitoring. */
export function taskFaults(task: CleanTask, today: LocalDay): Faults {
  const { title, notes, dueOn, estimatedHours, requiredSkills } = task;
  return presentFaults({
    title: titleFault(title),
    notes: notesFault(notes),
    dueOn: dueOn === null ? null : comingDayFault(dueOn, today),
    estimatedHours: estimateFault(estimatedHours),
    requiredSkills: skillsFault(requiredSkills),
  });
}
