import { readSkills, type Skill } from '../../people/index.js';
import { readHours } from '../hours.js';
import { bad, good, type Read } from '../input.js';
import { priorities, type Task } from '../task.js';
import { parseTaskId } from '../task-id.js';
import type { FormReader } from './form-reader.js';

type Planning = Pick<
  Task,
  'priority' | 'dueOn' | 'estimatedHours' | 'requiredSkills' | 'dependsOn' | 'pinned'
>;

/** The values of the fields that a new task and an edited one have in common. */
export function readPlanning(form: FormReader): Planning {
  return {
    priority: priorities.find((each) => each === form.text('priority')) ?? 'normal',
    dueOn: form.textOrNull('dueOn'),
    estimatedHours: form.optional('estimatedHours', readHours),
    requiredSkills: form.value('requiredSkills', readRequiredSkills, []),
    dependsOn: form.value('dependsOn', readTaskIds, []),
    pinned: form.text('pinned') === 'yes',
  };
}

function readRequiredSkills(text: string): Read<readonly Skill[]> {
  const read = readSkills(text);
  return 'fault' in read ? bad(read.fault) : good(read.skills);
}

/** Task ids with spaces, commas or semicolons between them. */
export function readTaskIds(text: string): Read<readonly string[]> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const ids = words.flatMap((word) => parseTaskId(word) ?? []);
  const wrong = words.find((word) => parseTaskId(word) === null);
  return wrong === undefined
    ? good(ids)
    : bad(`“${wrong.slice(0, 40)}” is no task. Write them as T-3, T-7.`);
}
