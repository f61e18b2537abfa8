import { formatSkills } from '../people/index.js';
import { writeHours } from './hours.js';
import type { Task } from './task.js';

export interface EditLine {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const none = 'none';

const shown: readonly [what: string, show: (task: Task) => string][] = [
  ['title', ({ title }) => title],
  ['priority', ({ priority }) => priority],
  ['due date', ({ dueOn }) => dueOn ?? none],
  ['estimate', ({ estimatedHours }) => (estimatedHours ? writeHours(estimatedHours) : none)],
  ['required skills', ({ requiredSkills }) => formatSkills(requiredSkills) || none],
  ['depends on', ({ dependsOn }) => dependsOn.join(', ') || none],
  ['pinned', ({ pinned }) => (pinned ? 'yes' : 'no')],
];

/** What an edit has changed, a line a field. */
export function editLines(before: Task, after: Task): readonly EditLine[] {
  return shown
    .map(([what, show]) => ({ what, from: show(before), to: show(after) }))
    .filter(({ from, to }) => from !== to);
}
