import { type Asking, timeOfQuestion } from './asking.js';
import type { MeasurementDeps, MeasurementRun } from './measurements-service.js';
import type { MonitoredTask } from './period.js';
import { slackIdsToAsk } from './receivers.js';
import type { MeasurementRequest } from './requests-store.js';
import { sendQuestion } from './send-question.js';
import { failed, type TaskResult } from './task-result.js';

/**
 * Sends the question for a bucket's value once, when its time has come: to the assignee, or to the
 * team's managers when the assignee is not in Slack or on leave.
 */
export async function askForValue(
  deps: MeasurementDeps,
  { team, bucket, dryRun, force = false }: MeasurementRun,
  task: MonitoredTask,
  known: MeasurementRequest | null,
  { assignee, calendars }: Pick<Asking, 'assignee' | 'calendars'>,
): Promise<TaskResult> {
  const { store, requests, inTransaction, clock } = deps;
  if (known && known.askedSlackIds.length > 0) return { kind: 'waiting' };
  const time = timeOfQuestion(task, bucket, { team, assignee, calendars, force });
  if (!time) return { kind: 'day off' };
  if (!force && time.at > clock.now()) return { kind: 'later' };
  const slackIds = await slackIdsToAsk(deps, team, time.onLeave ? null : assignee);
  if (slackIds.length === 0) {
    const reason = `Nobody can be asked: neither its assignee nor a manager of ${team.name} is in Slack.`;
    return failed(task.id, reason);
  }
  if (dryRun) return { kind: 'asked' };

  return inTransaction(async (transaction) => {
    if (await store.find(task, bucket, transaction)) return { kind: 'already there' };
    const request = await requests.find(task.id, bucket, transaction);
    if (request.askedSlackIds.length > 0) return { kind: 'waiting' };
    await sendQuestion(deps, { task, team, request, slackIds }, transaction);
    return { kind: 'asked' };
  });
}
