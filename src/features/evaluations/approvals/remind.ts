import type { Reminder } from '../../approvals/index.js';
import type { LocalDay } from '../../calendar/index.js';
import type { Team } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { reminderMessage } from '../slack/reminder-message.js';
import { giveCopy } from './copy.js';
import { escalate } from './escalate.js';
import { waitingEvaluations } from './waiting.js';

export interface RemindReport {
  readonly waiting: number;
  readonly escalated: number;
  readonly reminded: number;
}

/** One person gets at most so many copies of cards at once; the list has the others. */
const mostCopies = 5;

/**
 * Passes on what has waited too long, and reminds on `day` everybody whose turn it is, in one
 * message each. Safe to repeat on the same day.
 */
export async function remindApprovals(
  deps: EvaluationDeps,
  team: Team,
  day: LocalDay,
): Promise<RemindReport> {
  const { waiting, escalated, reminders } = await deps.approvals.round({
    kind: waitingEvaluations(deps),
    team,
    day,
    timeZone: team.timeZone,
    escalate: (evaluation, approval) => escalate(deps, evaluation, { team, approval }),
  });
  for (const [slackId, items] of reminders) await remind(deps, team, day, slackId, items);
  return { waiting, escalated, reminded: reminders.size };
}

async function remind(
  deps: EvaluationDeps,
  team: Team,
  day: LocalDay,
  slackId: string,
  items: readonly Reminder<Evaluation>[],
): Promise<void> {
  const withoutCard = items.filter(
    ({ request: { receivers }, isNew }) =>
      !receivers.includes(slackId) &&
      (isNew || (receivers.length > 0 && !receivers.includes(team.channelId))),
  );
  const message = reminderMessage({ team, day, slackId, items, now: deps.clock.now() });
  await deps.inTransaction(async (transaction) => {
    for (const { request } of withoutCard.slice(0, mostCopies)) {
      await giveCopy(deps, request, slackId, transaction);
    }
    await deps.outbox.enqueue([message], transaction);
  });
}
