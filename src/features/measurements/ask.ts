import { addLocalDays, startOfLocalDay } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import { bucketAfter, bucketAt, firstDayOf, lastDayOf } from './bucket.js';
import type { MeasurementDeps, MeasurementRun } from './measurements-service.js';
import type { MonitoredTask } from './period.js';
import { questionMessages } from './question.js';
import { responsibleSlackIds } from './receivers.js';
import type { MeasurementRequest } from './requests-store.js';
import { failed, type TaskResult } from './task-result.js';

const dayMilliseconds = 24 * 60 * 60_000;

/** Sends the question for a bucket's value once, to the assignee or else to the team's managers. */
export async function askForValue(
  deps: MeasurementDeps,
  { team, bucket, cadence, dryRun }: MeasurementRun,
  task: MonitoredTask,
  known: MeasurementRequest | null,
  assignee: Member | null,
): Promise<TaskResult> {
  const { store, requests, inTransaction, outbox, clock } = deps;
  if (known && known.askedSlackIds.length > 0) return { kind: 'waiting' };
  const slackIds =
    assignee?.active && assignee.slackId !== undefined
      ? [assignee.slackId]
      : await responsibleSlackIds(deps, team);
  if (slackIds.length === 0) {
    const reason = `Nobody can be asked: neither its assignee nor a manager of ${team.name} is in Slack.`;
    return failed(task.id, reason);
  }
  if (dryRun) return { kind: 'asked' };

  const dayBefore = firstDayOf(bucketAfter(bucket, cadence, -1));
  const [previous = null] = await store.between(task, dayBefore, dayBefore);
  return inTransaction(async (transaction) => {
    if (await store.find(task, bucket, transaction)) return { kind: 'already there' };
    const request = await requests.find(task.id, bucket, transaction);
    if (request.askedSlackIds.length > 0) return { kind: 'waiting' };
    const now = clock.now();
    const end = startOfLocalDay(addLocalDays(lastDayOf(bucket), 1), team.timeZone);
    const messages = questionMessages({
      task,
      bucket,
      current: bucketAt(cadence, now, team.timeZone),
      previous,
      slackIds,
      expiresAt: new Date(Math.max(end.getTime(), now.getTime() + dayMilliseconds)),
    });
    await requests.save({ ...request, askedSlackIds: slackIds }, transaction);
    await outbox.enqueue(messages, transaction);
    return { kind: 'asked' };
  });
}
