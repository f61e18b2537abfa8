import { message } from '../../../shared/message.js';
import type { ModalSpec, ModalValues } from '../../../shared/modal.js';
import { localDayOf } from '../../calendar/index.js';
import { workingDayAhead } from '../days-ahead.js';
import { defaultMaximumExtensions } from '../monitoring.js';
import { monitoringFields } from './monitoring-fields.js';
import { type FormChoices, taskFields } from './task-fields.js';
import { filled, submitted } from './words.js';

export const newTaskFormId = 'tasks.create';

const usualPeriodDays = 28;

/**
 * The form for a new task. At the step `monitoring` it has unfolded: the fields that say how the task
 * is monitored, and below them the same as before, filled with `values`.
 */
export function newTaskForm(
  choices: FormChoices,
  values: ModalValues,
  step: 'task' | 'monitoring',
): ModalSpec {
  const unfolded = step === 'monitoring';
  const fields = [...(unfolded ? monitoringFields() : []), ...taskFields(choices)];
  const initial: ModalValues = { ...defaults(choices), ...values };
  return {
    callbackId: newTaskFormId,
    title: 'New task',
    submit: 'Create',
    metadata: step,
    ...(unfolded && {
      intro: message('tasks/form-monitoring', { title: submitted(values, 'title') }),
    }),
    fields: fields.map((field) => filled(field, submitted(initial, field.id))),
  };
}

function defaults({ teams: [team], calendar, now }: FormChoices): ModalValues {
  const today = localDayOf(now, team.timeZone);
  return {
    teamId: team.id,
    priority: 'normal',
    pinned: 'no',
    monitored: 'no',
    direction: 'higher',
    targetType: 'percent',
    cadence: 'daily',
    startDate: today,
    endDate: workingDayAhead(calendar, today, usualPeriodDays),
    maximumExtensions: String(defaultMaximumExtensions),
  };
}
