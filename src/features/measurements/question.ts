import type { OutgoingMessage } from '../../outbox/index.js';
import { formatAmount } from '../../shared/amount.js';
import { message } from '../../shared/message.js';
import { type Actor, type Member, personView } from '../people/index.js';
import { bucketAfter, bucketName } from './bucket.js';
import { type Measurement, measurementId } from './measurement.js';
import type { MonitoredTask } from './period.js';
import type { MeasurementRequest } from './requests-store.js';

export const recordAction = 'measurement.record';

/** The question for one bucket, one direct message to each of `slackIds`. */
export function questionMessages(question: {
  readonly task: MonitoredTask;
  readonly bucket: string;
  /** The bucket that is running now. */
  readonly current: string;
  readonly previous: Measurement | null;
  readonly slackIds: readonly string[];
  readonly expiresAt: Date;
  /** The intent that asks again; absent for the first question. */
  readonly intentId?: string;
}): OutgoingMessage[] {
  const { task, bucket, current, previous, slackIds, expiresAt, intentId } = question;
  const view = {
    ...metricView(task),
    period: periodName(task, bucket, current),
    previous: previous && {
      amount: formatAmount(previous.value, task.monitoring.unit),
      period: bucketName(previous.bucket),
    },
    actions: { record: recordButton(task.id, bucket) },
  };
  const key = questionKey(task.id, bucket);
  return slackIds.map((to) => ({
    id: intentId === undefined ? `${key}/${to}` : `${key}/${to}/${intentId}`,
    to,
    key,
    message: message('measurements/question', view),
    taskId: task.id,
    expiresAt,
    ...(intentId !== undefined && { causedBy: intentId }),
  }));
}

/** The questions of that bucket, edited to say that the task is `assignee`'s now. */
export function handedOverMessages(
  task: MonitoredTask,
  bucket: string,
  assignee: Pick<Member, 'name' | 'slackId'>,
  slackIds: readonly string[],
  intentId: string,
): OutgoingMessage[] {
  const key = questionKey(task.id, bucket);
  const view = {
    ...metricView(task),
    period: bucketName(bucket),
    assignee: personView(assignee),
  };
  return slackIds.map((to) => ({
    id: `${key}/${to}/handed-over/${intentId}`,
    to,
    key,
    editsOnly: true,
    causedBy: intentId,
    message: message('measurements/handed-over', view),
    taskId: task.id,
  }));
}

/** The questions of that bucket, edited to show the value they were answered with. */
export function answeredMessages(
  task: MonitoredTask,
  measurement: Measurement,
  actor: Actor,
  { askedSlackIds }: MeasurementRequest,
): OutgoingMessage[] {
  const key = questionKey(task.id, measurement.bucket);
  return askedSlackIds.map((to) => ({
    id: `${key}/${to}/answer/${measurement.corrections.length + 1}`,
    to,
    key,
    message: message('measurements/answered', {
      ...measuredView(task, measurement),
      by: actor.kind === 'member' && actor.slackId !== to ? personView(actor) : null,
    }),
  }));
}

export function metricView(task: MonitoredTask): object {
  const { metric, unit } = task.monitoring;
  return { task: { id: task.id, title: task.title }, metric, unit };
}

/** A recorded value with what it replaced and a button that changes it. */
export function measuredView(task: MonitoredTask, measurement: Measurement): object {
  const { unit } = task.monitoring;
  const replaced = measurement.corrections.at(-1);
  return {
    ...metricView(task),
    period: bucketName(measurement.bucket),
    amount: formatAmount(measurement.value, unit),
    replaced: replaced ? formatAmount(replaced.value, unit) : null,
    note: measurement.note ?? null,
    actions: { record: recordButton(task.id, measurement.bucket) },
  };
}

export function recordButton(taskId: string, bucket: string) {
  return { actionId: recordAction, value: measurementId(taskId, bucket) };
}

function periodName({ monitoring }: MonitoredTask, bucket: string, current: string): string {
  const { cadence } = monitoring;
  const [now, before] = cadence === 'daily' ? ['today', 'yesterday'] : ['this week', 'last week'];
  if (bucket === current) return now;
  if (bucketAfter(bucket, cadence) === current) return before;
  return cadence === 'daily' ? `on ${bucketName(bucket)}` : `in ${bucketName(bucket)}`;
}

function questionKey(taskId: string, bucket: string): string {
  return `question/${measurementId(taskId, bucket)}`;
}
