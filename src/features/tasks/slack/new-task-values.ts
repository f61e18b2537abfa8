import type { ModalValues } from '../../../shared/modal.js';
import { type Faults, readNumber } from '../input.js';
import type { Baseline, MeasurementSource } from '../monitoring.js';
import type { NewMonitoring } from '../new-monitoring.js';
import type { NewTask } from '../new-task.js';
import { FormReader } from './form-reader.js';
import { readPlanning } from './planning-values.js';

/** The task that the form's values describe, or what is wrong with them by field. */
export function readNewTask(
  values: ModalValues,
  onlyTeamId: string,
  monitored: boolean,
): { readonly task: NewTask } | { readonly faults: Faults } {
  const form = new FormReader(values);
  const task: NewTask = {
    title: form.text('title'),
    notes: form.textOrNull('notes'),
    teamId: form.text('teamId') || onlyTeamId,
    assigneeId: form.textOrNull('assigneeId'),
    ...readPlanning(form),
    monitoring: monitored ? readMonitoring(form) : null,
  };
  return Object.keys(form.faults).length > 0 ? { faults: form.faults } : { task };
}

function readMonitoring(form: FormReader): NewMonitoring {
  return {
    metric: form.text('metric'),
    unit: form.text('unit'),
    direction: form.text('direction') === 'lower' ? 'lower' : 'higher',
    target: {
      type: form.text('targetType') === 'absolute' ? 'absolute' : 'percent',
      value: form.value('targetValue', readNumber, 0),
    },
    baseline: readBaseline(form),
    cadence: form.text('cadence') === 'weekly' ? 'weekly' : 'daily',
    source: readSource(form),
    startDate: form.text('startDate'),
    endDate: form.text('endDate'),
    maximumExtensions: form.value('maximumExtensions', readNumber, 0),
  };
}

function readBaseline(form: FormReader): Baseline {
  const n = form.optional('baselineReadings', readNumber);
  const sd = form.optional('baselineSpread', readNumber);
  return {
    value: form.value('baselineValue', readNumber, 0),
    ...(n !== null && { n }),
    ...(sd !== null && { sd }),
  };
}

function readSource(form: FormReader): MeasurementSource {
  const url = form.text('sourceUrl');
  const pointer = form.text('sourcePointer');
  if (url !== '') return { kind: 'http', url, pointer };
  if (pointer !== '') form.faults['sourceUrl'] = 'A place in the JSON needs a URL.';
  return { kind: 'manual' };
}
