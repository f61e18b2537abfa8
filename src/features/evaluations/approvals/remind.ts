import { type LocalDay, localDayOf, workingDaysBetween } from '../../calendar/index.js';
import type { Team } from '../../people/index.js';
import { slackIdOf } from '../audience.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { type Reminded, reminderMessage } from '../slack/reminder-message.js';
import { type Chain, isEscalatedOn, isRemindedOn, turnOn } from './approval.js';
import { chainOf } from './chain.js';
import { giveCopy } from './copy.js';
import { escalate } from './escalate.js';
import { waitingIn } from './waiting.js';

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
  const waiting = await waitingIn(deps, [team.id]);
  if (waiting.length === 0) return { waiting: 0, escalated: 0, reminded: 0 };
  const chain = await chainOf(deps, team, day);
  const current: Evaluation[] = [];
  let escalated = 0;
  for (const evaluation of waiting) {
    if (!isEscalatedOn(chain, evaluation.approval, day, deps.approvalTimes)) {
      current.push(evaluation);
      continue;
    }
    const passedOn = await escalate(deps, evaluation, { team, chain, day });
    if (!passedOn) continue;
    current.push(passedOn);
    escalated += 1;
  }
  const reminded = remindersOn(deps, team, day, chain, current);
  for (const [slackId, items] of reminded) await remind(deps, team, day, slackId, items);
  return { waiting: waiting.length, escalated, reminded: reminded.size };
}

/** What each person is reminded of, by Slack id, longest waiting first. */
function remindersOn(
  { approvalTimes }: EvaluationDeps,
  team: Team,
  day: LocalDay,
  chain: Chain,
  evaluations: readonly Evaluation[],
): ReadonlyMap<string, readonly Reminded[]> {
  const reminders = new Map<string, Reminded[]>();
  for (const evaluation of evaluations) {
    const { approval, evaluatedAt } = evaluation;
    const waitingSince = localDayOf(evaluatedAt, team.timeZone);
    for (const decider of turnOn(chain, approval.level, day).deciders) {
      const slackId = slackIdOf(decider.member);
      if (slackId === null) continue;
      if (!isRemindedOn(decider, waitingSince, approval, day, approvalTimes)) continue;
      const items = reminders.get(slackId) ?? [];
      items.push({
        evaluation,
        inPlaceOf: decider.inPlaceOf,
        waitedDays: workingDaysBetween(decider.calendar, waitingSince, day),
        isNew: approval.level > 0 && approval.since === day,
      });
      reminders.set(slackId, items);
    }
  }
  return reminders;
}

async function remind(
  deps: EvaluationDeps,
  team: Team,
  day: LocalDay,
  slackId: string,
  items: readonly Reminded[],
): Promise<void> {
  const withoutCard = items.filter(
    ({ evaluation: { receivers }, isNew }) =>
      !receivers.includes(slackId) &&
      (isNew || (receivers.length > 0 && !receivers.includes(team.channelId))),
  );
  const message = reminderMessage({ team, day, slackId, items, now: deps.clock.now() });
  await deps.inTransaction(async (transaction) => {
    for (const { evaluation } of withoutCard.slice(0, mostCopies)) {
      await giveCopy(deps, evaluation, slackId, transaction);
    }
    await deps.outbox.enqueue([message], transaction);
  });
}
