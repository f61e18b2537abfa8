import type { Transaction } from '../../storage/index.js';
import type { TaskAssigned } from '../tasks/index.js';
import { dueBucket } from './due-bucket.js';
import type { MeasurementDeps } from './measurements-service.js';
import { isMeasured, isMonitored } from './period.js';
import { handedOverMessages } from './question.js';
import { slackIdsToAsk } from './receivers.js';
import { sendQuestion } from './send-question.js';

/**
 * Asks the new assignee for the running bucket's value when it is due, and tells those whom it was
 * asked of before that they need not answer. Before it is due, the job will ask.
 */
export async function askNewAssignee(
  deps: MeasurementDeps,
  { task, at, intentId }: TaskAssigned,
  transaction: Transaction,
): Promise<void> {
  if (!isMonitored(task) || task.monitoring.source.kind !== 'manual') return;
  const [team, assignee] = await Promise.all([
    deps.people.team(task.teamId),
    deps.people.member(task.assigneeId),
  ]);
  if (!team || !assignee) throw new Error(`The team or the assignee of ${task.id} does not exist`);
  const bucket = dueBucket(task.monitoring.cadence, team, at);
  if (bucket === null || !isMeasured(task.monitoring, bucket)) return;
  if (await deps.store.find(task, bucket, transaction)) return;

  const slackIds = await slackIdsToAsk(deps, team, assignee);
  const request = await deps.requests.find(task.id, bucket, transaction);
  const relieved = request.askedSlackIds.filter((slackId) => !slackIds.includes(slackId));
  const handedOver = handedOverMessages(task, bucket, assignee, relieved, intentId);
  await deps.outbox.enqueue(handedOver, transaction);
  await sendQuestion(deps, { task, team, request, slackIds, intentId }, transaction);
}
