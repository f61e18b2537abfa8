import type { Transaction } from '../../storage/index.js';
import { addLocalDays, startOfLocalDay } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import { bucketAt, lastDayOf } from './bucket.js';
import type { MeasurementDeps } from './measurements-service.js';
import type { MonitoredTask } from './period.js';
import { questionMessages } from './question.js';
import type { MeasurementRequest } from './requests-store.js';

const dayMilliseconds = 24 * 60 * 60_000;

/** Queues the question for the request's bucket and keeps who is asked. */
export async function sendQuestion(
  { store, requests, outbox, homeChanges, clock }: MeasurementDeps,
  question: {
    readonly task: MonitoredTask;
    readonly team: Team;
    readonly request: MeasurementRequest;
    readonly slackIds: readonly string[];
    /** The intent that asks again, when the bucket may have been asked about before. */
    readonly intentId?: string;
  },
  transaction: Transaction,
): Promise<void> {
  const { task, team, request, slackIds, intentId } = question;
  const { bucket } = request;
  const { cadence } = task.monitoring;
  const now = clock.now();
  const end = startOfLocalDay(addLocalDays(lastDayOf(bucket), 1), team.timeZone);
  const messages = questionMessages({
    task,
    bucket,
    current: bucketAt(cadence, now, team.timeZone),
    previous: await store.latestBefore(task, bucket, transaction),
    slackIds,
    expiresAt: new Date(Math.max(end.getTime(), now.getTime() + dayMilliseconds)),
    ...(intentId !== undefined && { intentId }),
  });
  await requests.save({ ...request, askedSlackIds: slackIds }, transaction);
  await outbox.enqueue(messages, transaction);
  homeChanges.announceToViewers(({ slackId }) => slackIds.includes(slackId ?? ''), transaction);
}
