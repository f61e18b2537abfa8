import type { Transaction } from '../../storage/index.js';
import { type Approval, reminderExpiry, type Reminder } from '../approvals/index.js';
import type { LocalDay } from '../calendar/index.js';
import { actorId, systemActor, type Team } from '../people/index.js';
import { levelReminder } from './level-reminder.js';
import { type LevelRequest, levelRequests } from './level-requests.js';
import type { SkillDeps } from './skill-deps.js';
import { confirmationRequests } from './skill-messages.js';

export interface LevelReminders {
  readonly waiting: number;
  readonly escalated: number;
  readonly reminded: number;
}

/**
 * Passes on the requests of the team's members that nobody has decided for too long, and reminds on
 * `day` everybody whose turn it is, in one message each. What members without a team ask for comes
 * along with every team, and goes out once. Safe to repeat on the same day.
 */
export async function remindOfLevels(
  deps: SkillDeps,
  team: Team,
  day: LocalDay,
): Promise<LevelReminders> {
  const ofTeam = await remindIn(deps, team, day, team.timeZone);
  const ofNoTeam = await remindIn(deps, null, day, team.timeZone);
  return {
    waiting: ofTeam.waiting + ofNoTeam.waiting,
    escalated: ofTeam.escalated + ofNoTeam.escalated,
    reminded: ofTeam.reminded + ofNoTeam.reminded,
  };
}

async function remindIn(
  deps: SkillDeps,
  team: Team | null,
  day: LocalDay,
  timeZone: string,
): Promise<LevelReminders> {
  const { waiting, escalated, reminders } = await deps.approvals.round({
    kind: levelRequests(deps),
    team,
    day,
    timeZone,
    escalate: (request, approval) => passOn(deps, request, approval),
  });
  const expiresAt = reminderExpiry(day, timeZone, deps.clock.now());
  for (const [slackId, items] of reminders) {
    const reminder = levelReminder({ team, day, slackId, items, expiresAt });
    await deps.inTransaction(async (transaction) => {
      for (const item of items) await giveRequest(deps, item, transaction);
      await deps.outbox.enqueue([reminder], transaction);
    });
  }
  return { waiting, escalated, reminded: reminders.size };
}

/** Passes the turn on, on record and on every copy of the request. */
async function passOn(
  { store, people, audit, outbox, inTransaction, clock }: SkillDeps,
  request: LevelRequest,
  approval: Approval,
): Promise<LevelRequest | null> {
  const { answer, member } = request;
  const askedIds = [...new Set([...answer.askedIds, ...approval.askedIds])];
  const concerned = await people.members(askedIds);
  const passedOnTo = concerned.filter(({ id }) => approval.askedIds.includes(id));
  return inTransaction(async (transaction) => {
    const current = await store.answer(answer.id, transaction);
    const isAsItWas =
      current?.state === 'asked' && (current.passedOn?.level ?? 0) === approval.level - 1;
    if (!isAsItWas) return null;
    const passed = { ...current, askedIds, passedOn: approval };
    await store.saveAnswer(passed, transaction);
    await audit.insert(
      {
        id: `skill/${answer.id}/escalated/${approval.level}`,
        at: clock.now(),
        actorId: actorId(systemActor),
        action: 'approval escalated',
        subject: `skills of member ${member.id}`,
        before: { approval: current.passedOn },
        after: { approval },
      },
      transaction,
    );
    const edition = `asked.${approval.level}`;
    const messages = confirmationRequests({
      answer: passed,
      member,
      to: concerned,
      edition,
      passedOnTo,
    });
    await outbox.enqueue(messages, transaction);
    return { ...request, answer: passed };
  });
}

/** Asks a delegate, or somebody who manages the member by now, as the others were asked. */
async function giveRequest(
  { store, outbox }: SkillDeps,
  { request: { answer, member }, decider }: Reminder<LevelRequest>,
  transaction: Transaction,
): Promise<void> {
  const current = await store.answer(answer.id, transaction);
  if (current?.state !== 'asked' || current.askedIds.includes(decider.id)) return;
  const asked = { ...current, askedIds: [...current.askedIds, decider.id] };
  await store.saveAnswer(asked, transaction);
  const copy = { answer: { ...asked, passedOn: null }, member, to: [decider], edition: 'asked' };
  await outbox.enqueue(confirmationRequests(copy), transaction);
}
