import type { LocalDay } from '../calendar/index.js';
import { comingDayFault } from './days-ahead.js';
import { estimateFault } from './hours.js';
import { type Faults, presentFaults } from './input.js';
import { cleanSkills, skillsFault } from './required-skills.js';
import type { TaskEdits } from './task-changes.js';
import { cleanTitle, titleFault } from './task-texts.js';

/** The edits with their texts trimmed. */
export function cleanEdits(edits: TaskEdits): TaskEdits {
  const { title, requiredSkills, dependsOn } = edits;
  return {
    ...edits,
    ...(title !== undefined && { title: cleanTitle(title) }),
    ...(requiredSkills && { requiredSkills: cleanSkills(requiredSkills) }),
    ...(dependsOn && { dependsOn: [...new Set(dependsOn)] }),
  };
}

/** Faults by field of what edits change, apart from what the task depends on. */
export function editFaults(changes: TaskEdits, today: LocalDay): Faults {
  const { title, dueOn, estimatedHours, requiredSkills } = changes;
  return presentFaults({
    title: title === undefined ? null : titleFault(title),
    dueOn: dueOn === undefined || dueOn === null ? null : comingDayFault(dueOn, today),
    estimatedHours: estimateFault(estimatedHours ?? null),
    requiredSkills: requiredSkills === undefined ? null : skillsFault(requiredSkills),
  });
}
