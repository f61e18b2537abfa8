import type { LocalDay } from '../calendar/index.js';
import { comingDayFault } from './days-ahead.js';
import { type Faults, presentFaults } from './input.js';
import { maximumHours } from './hours.js';
import { type NewMonitoring, cleanMonitoring } from './new-monitoring.js';
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
}

/** The task with its texts trimmed. */
export function cleanTask(task: NewTask): NewTask {
  return {
    ...task,
    title: cleanTitle(task.title),
    notes: cleanText(task.notes),
    monitoring: task.monitoring && cleanMonitoring(task.monitoring),
  };
}

/** Faults by field of a cleaned task, apart from its assignee and monitoring. */
export function taskFaults(task: NewTask, today: LocalDay): Faults {
  const { title, notes, dueOn, estimatedHours } = task;
  return presentFaults({
    title: titleFault(title),
    notes: notesFault(notes),
    dueOn: dueOn === null ? null : comingDayFault(dueOn, today),
    estimatedHours:
      estimatedHours === null || (estimatedHours > 0 && estimatedHours <= maximumHours)
        ? null
        : `An estimate is more than 0 and at most ${maximumHours} hours.`,
  });
}
