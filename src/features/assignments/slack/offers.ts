import { type Message, message } from '../../../shared/message.js';
import { localDayAndTime } from '../../calendar/index.js';
import type { Subcommand } from '../../chat.js';
import { findMemberMention } from '../../mentions.js';
import { type Actor, actorId, teamMeant, teamNamed } from '../../people/index.js';
import { parseTaskId } from '../../tasks/index.js';
import type { WhyOutcome } from '../look-at-offers.js';
import {
  declineInWords,
  type Offer,
  inHundredths,
  type OfferReason,
  partsInHundredths,
} from '../offer.js';
import { lowerOrElsewhere } from '../others.js';
import { inThirdPerson } from '../reasons.js';
import type { ChatDeps } from './chat-deps.js';

/** `/crew offers [@member|team]` */
export function offersSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'offers',
    usage: '[@member|team]',
    summary:
      'What was offered to whom, when and why, and what became of it (own; managers: others)',
    run: async ({ actor, text }) => {
      const of = await subjectOf(deps, actor, text);
      if (!of) return message('assignments/unknown-subject', { text: text.slice(0, 60) });
      const outcome = await deps.assignments.look({ actor, of });
      if (outcome.kind === 'not allowed') return message('assignments/not-allowed', {});
      const names = await namesIn(deps, outcome.offers);
      return message('assignments/offers', {
        whose: of.kind === 'team' ? of.team.name : of.member.name,
        own: of.kind === 'member' && of.member.id === actorId(actor),
        planGap: outcome.planGap === null ? null : atMostPercent(outcome.planGap),
        offers: outcome.offers.map((offer) => ({
          ...lineView(offer, actor),
          to: of.kind === 'team' ? names(offer.memberId) : null,
        })),
      });
    },
  };
}

/** Rounded up to tenths, so that nothing better than proven is claimed. */
function atMostPercent(share: number): number {
  return Math.max(1, Math.ceil(share * 1_000)) / 10;
}

type Subject = Parameters<ChatDeps['assignments']['look']>[0]['of'];

async function subjectOf(
  { people }: ChatDeps,
  actor: Actor,
  text: string,
): Promise<Subject | null> {
  const mention = findMemberMention(text);
  if (mention) {
    const member = mention.rest === '' ? await people.memberBySlackId(mention.slackId) : null;
    return member && { kind: 'member', member };
  }
  if (text === '') {
    const member = await people.member(actorId(actor));
    return member && { kind: 'member', member };
  }
  const teams = await people.teams();
  const named = teamNamed(teams, text);
  const team = named ?? (/^team$/i.test(text) ? teamMeant(teams, actor, '') : undefined);
  return team ? { kind: 'team', team } : null;
}

/** `/crew why offer T-12` */
export function whyOfferSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'why offer',
    usage: 'T-12',
    summary: 'Why a task was offered as it was: all reasons in points, the limits, who else',
    run: async ({ actor, text }) => {
      const taskId = parseTaskId(text);
      if (taskId === null) return message('assignments/why-usage', { text: text.slice(0, 60) });
      const outcome = await deps.assignments.why({ actor, taskId });
      switch (outcome.kind) {
        case 'unknown task':
          return message('assignments/unknown-task', { taskId });
        case 'not allowed':
          return message('assignments/not-allowed', {});
        case 'not offered':
          return message('assignments/not-offered', { taskId });
        case 'offer':
          return whyReply(deps, actor, outcome);
      }
    },
  };
}

async function whyReply(
  deps: ChatDeps,
  actor: Actor,
  { task, offer, earlier, manages }: Extract<WhyOutcome, { kind: 'offer' }>,
): Promise<Message> {
  const names = await namesIn(deps, [offer, ...earlier]);
  const { runnerUp, others } = offer;
  const hindrance = others.find(({ memberId }) => memberId === runnerUp?.memberId)?.because;
  const points = partsInHundredths(
    offer.reasons.map((reason) => reason.points),
    offer.score,
  );
  return message('assignments/why', {
    task: { id: task.id, title: task.title },
    to: names(offer.memberId),
    own: offer.memberId === actorId(actor),
    ...lineView(offer, actor),
    estimatedHours: offer.estimatedHours,
    isEstimateAssumed: offer.isEstimateAssumed,
    reasons: offer.reasons
      .map((reason, index) => ({
        words: wordsTo(actor, offer, reason),
        points: points[index] ?? 0,
      }))
      .filter((shown) => shown.points !== 0),
    score: inHundredths(offer.score),
    opportunityCost: offer.opportunityCost === 0 ? null : inHundredths(offer.opportunityCost),
    runnerUp: runnerUp && names(runnerUp.memberId),
    runnerUpScore: manages && runnerUp ? inHundredths(runnerUp.score) : null,
    runnerUpLeads:
      manages && runnerUp !== null && inHundredths(runnerUp.score) > inHundredths(offer.score),
    runnerUpBecause: hindrance === lowerOrElsewhere ? null : (hindrance ?? null),
    others: manages
      ? others
          .filter(({ memberId }) => memberId !== runnerUp?.memberId)
          .map(({ memberId, because }) => ({ name: names(memberId), because }))
      : [],
    earlier: earlier.map((each) => ({ ...lineView(each, actor), to: names(each.memberId) })),
    version: offer.scoreVersion,
  });
}

function lineView(offer: Offer, actor: Actor) {
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  const [first] = offer.reasons;
  return {
    taskId: offer.taskId,
    title: offer.taskTitle,
    when: localDayAndTime(offer.offeredAt, timeZone),
    state: offer.state,
    bySilence: offer.bySilence,
    settled: offer.settledAt && localDayAndTime(offer.settledAt, timeZone),
    declined: offer.decline && declineInWords(offer.decline),
    because: offer.withdrawal,
    reason: first ? wordsTo(actor, offer, first) : null,
  };
}

function wordsTo(actor: Actor, { memberId }: Offer, reason: OfferReason): string {
  return memberId === actorId(actor) ? reason.words : inThirdPerson(reason);
}

async function namesIn(
  { people }: ChatDeps,
  offers: readonly Offer[],
): Promise<(memberId: string) => string> {
  const ids = offers.flatMap(({ memberId, runnerUp, others }) => [
    memberId,
    ...(runnerUp ? [runnerUp.memberId] : []),
    ...others.map((other) => other.memberId),
  ]);
  const members = await people.members([...new Set(ids)]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (memberId) => names.get(memberId) ?? memberId;
}
