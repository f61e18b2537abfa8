import { message } from '../../shared/message.js';
import type { ModalSpec } from '../../shared/modal.js';
import { bucketName, bucketOf } from './bucket.js';
import { measurementId } from './measurement.js';
import { longestNote } from './entry.js';
import type { LookOutcome, RecordMeasurement } from './measurements-service.js';
import { metricView } from './question.js';
import { countValues } from './record.js';
import { plainDecimal } from './value.js';

export const recordForm = 'measurement.record';

/** The form that asks for one number. */
export function measurementForm({
  task,
  bucket,
  today,
  measurement,
}: Extract<LookOutcome, { kind: 'found' }>): ModalSpec {
  const { metric, unit, cadence } = task.monitoring;
  return {
    callbackId: recordForm,
    title: measurement ? 'Change a measurement' : 'Record a measurement',
    submit: 'Save',
    metadata: `${measurementId(task.id, bucket)}/${countValues(measurement)}`,
    intro: message('measurements/form', {
      ...metricView(task),
      period: bucketName(bucket),
      running: bucket === bucketOf(cadence, today),
      change: measurement !== null,
    }),
    fields: [
      {
        id: 'value',
        kind: 'number',
        decimal: true,
        label: unit === '' ? metric : `${metric} (${unit})`,
        ...(measurement && { initial: plainDecimal(measurement.value) }),
      },
      {
        id: 'note',
        kind: 'text',
        label: 'Note',
        hint: 'Anything that explains the value, such as an outage',
        optional: true,
        multiline: true,
        maxLength: longestNote,
        ...(measurement?.note !== undefined && { initial: measurement.note }),
      },
    ],
  };
}

/** What the form was opened for, from its metadata. */
export function openFormMetadata(
  metadata: string,
): Pick<RecordMeasurement, 'taskId' | 'bucket' | 'seenValues'> {
  const [taskId = '', bucket = '', seenValues] = metadata.split('/');
  return { taskId, bucket, seenValues: Number(seenValues) };
}
