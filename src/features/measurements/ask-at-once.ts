import type { Transaction } from '../../storage/index.js';
import type { Task } from '../tasks/index.js';
import { calendarsFor, timeOfQuestion } from './asking.js';
import { bucketAt } from './bucket.js';
import type { MeasurementDeps } from './measurements-service.js';
import { isMeasured, isMonitored } from './period.js';
import { handedOverMessages } from './question.js';
import { slackIdsToAsk } from './receivers.js';
import { sendQuestion } from './send-question.js';

/** What makes a task one that somebody has to measure from now on. */
export interface MeasuringBegins {
  readonly task: Task & { readonly assigneeId: string };
  readonly at: Date;
  readonly intentId: string;
}

/**
 * Asks the assignee for the running bucket's value when it is due, and tells those whom it was asked
 * of before that they need not answer. Before it is due, the job will ask.
 */
export async function askAtOnce(
  deps: MeasurementDeps,
  { task, at, intentId }: MeasuringBegins,
  transaction: Transaction,
): Promise<void> {
  if (!isMonitored(task) || task.monitoring.source.kind !== 'manual') return;
  const [team, assignee] = await Promise.all([
    deps.people.team(task.teamId),
    deps.people.member(task.assigneeId),
  ]);
  if (!team || !assignee) throw new Error(`The team or the assignee of ${task.id} does not exist`);
  const bucket = bucketAt(task.monitoring.cadence, at, team.timeZone);
  if (!isMeasured(task.monitoring, bucket)) return;
  const calendars = await calendarsFor(deps, team, [assignee.id]);
  const time = timeOfQuestion(task, bucket, { team, assignee, calendars, force: false });
  if (!time || time.at > at) return;
  if (await deps.store.find(task, bucket, transaction)) return;

  const slackIds = await slackIdsToAsk(deps, team, time.onLeave ? null : assignee);
  const request = await deps.requests.find(task.id, bucket, transaction);
  const asked = new Set(request.askedSlackIds);
  if (asked.size > 0 && slackIds.every((slackId) => asked.has(slackId))) return;
  const relieved = [...asked].filter((slackId) => !slackIds.includes(slackId));
  const handedOver = handedOverMessages(task, bucket, assignee, relieved, intentId);
  await deps.outbox.enqueue(handedOver, transaction);
  await sendQuestion(deps, { task, team, request, slackIds, intentId }, transaction);
}
