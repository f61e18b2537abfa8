import type { OutgoingMessage } from '../../outbox/index.js';
import { type Message, message } from '../../shared/message.js';
import { bucketName } from './bucket.js';
import { type Measurement, measurementId } from './measurement.js';
import type { MonitoredTask } from './period.js';
import { measuredView, metricView, recordButton } from './question.js';
import type { MeasurementRequest } from './requests-store.js';

/** Says that the source left a gap; the next gap in a row edits the same message. */
export function sourceFailedMessages(
  task: MonitoredTask,
  failure: MeasurementRequest,
): OutgoingMessage[] {
  const said = message('measurements/source-failed', {
    ...metricView(task),
    fault: failure.lastFault,
    period: bucketName(failure.bucket),
    since: sinceName(failure, failure.bucket),
    actions: { record: recordButton(task.id, failure.bucket) },
  });
  return toThoseTold(failure, failure.bucket, said);
}

/** Edits the message about `failure`, if there was one, to say that the source gives values again. */
export function sourceRecoveredMessages(
  task: MonitoredTask,
  measurement: Measurement,
  failure: MeasurementRequest,
): OutgoingMessage[] {
  const said = message('measurements/source-recovered', {
    ...measuredView(task, measurement),
    since: sinceName(failure, measurement.bucket),
  });
  return toThoseTold(failure, measurement.bucket, said);
}

function toThoseTold(
  { taskId, failingSince, toldSlackIds }: MeasurementRequest,
  bucket: string,
  said: Message,
): OutgoingMessage[] {
  if (failingSince === null) return [];
  return toldSlackIds.map((to) => ({
    id: `${said.template}/${measurementId(taskId, bucket)}/${to}`,
    to,
    key: `source/${measurementId(taskId, failingSince)}`,
    message: said,
    taskId,
  }));
}

/** The first bucket of the gap, unless that is `bucket` itself. */
function sinceName({ failingSince }: MeasurementRequest, bucket: string): string | null {
  return failingSince === null || failingSince === bucket ? null : bucketName(failingSince);
}
