import type { Outbox, OutgoingMessage } from '../../outbox/index.js';
import { type ActionButton, type Message, message } from '../../shared/message.js';
import type { Transaction } from '../../storage/index.js';
import { momentInWords } from '../calendar/index.js';
import type { Member, People } from '../people/index.js';
import { noticeKey, type Task, undoButton, taskButtons } from '../tasks/index.js';
import { declineInWords, type Offer, inHundredths, type PostponedOffer } from './offer.js';
import type { RulesStore, SilenceRule } from './rules-store.js';

export const offerButtonIds = {
  accept: 'assignments.accept',
  decline: 'assignments.decline',
  later: 'assignments.later',
} as const;

const reasonsShown = 3;

type Receiver = Pick<Member, 'slackId' | 'timeZone'>;

/** What is said of an offer beside itself. */
export interface OfferTerms {
  readonly task: Task;
  readonly silence: SilenceRule;
  /** Who would get the task next, by name; null when nobody else could take it. */
  readonly runnerUp: string | null;
}

export async function termsOf(
  { people, rules }: { readonly people: People; readonly rules: Pick<RulesStore, 'silenceRuleOf'> },
  { teamId, runnerUp }: Offer,
  task: Task,
): Promise<OfferTerms> {
  const [next, silence] = await Promise.all([
    runnerUp && people.member(runnerUp.memberId),
    rules.silenceRuleOf(teamId),
  ]);
  return { task, silence, runnerUp: next?.name ?? null };
}

/** A task's messages to one member are one message in the chat: the offer, and what becomes of it. */
function addressed(offer: Offer, { slackId }: Receiver, suffix: string) {
  return slackId === undefined
    ? null
    : {
        id: `offer/${offer.id}/${suffix}`,
        to: slackId,
        key: noticeKey(offer.taskId),
        taskId: offer.taskId,
      };
}

/** The offer, as a new message also where the task was spoken of before. */
export function offerMessages(
  offer: Offer,
  terms: OfferTerms,
  receiver: Receiver,
): readonly OutgoingMessage[] {
  const envelope = addressed(offer, receiver, offer.laterAt ? 'later' : 'offer');
  if (!envelope) return [];
  const { laterAt } = offer;
  return [
    {
      ...envelope,
      message: message('assignments/offer', offerView(offer, terms, receiver)),
      repeats: true,
      ...(laterAt && { notBefore: laterAt }),
      expiresAt: offer.answerBy,
    },
  ];
}

/** What the message of an offer says until the offer comes again, which then has the buttons. */
export function postponedMessages(
  offer: PostponedOffer,
  task: Task,
  receiver: Receiver,
): readonly OutgoingMessage[] {
  const envelope = addressed(offer, receiver, 'postponed');
  if (!envelope) return [];
  const inWords = (instant: Date) => momentInWords(instant, receiver.timeZone);
  const view = {
    task: { id: task.id, title: task.title },
    laterAt: inWords(offer.laterAt),
    answerBy: inWords(offer.answerBy),
  };
  return [{ ...envelope, message: message('assignments/postponed', view), editsOnly: true }];
}

/**
 * Has the offer's message say what the offer says now: one that waits to be posted is rewritten, one
 * that was posted is edited.
 * @param edition tells one wording of the message from the next
 */
export async function rewriteOfferMessage(
  outbox: Outbox,
  {
    offer,
    terms,
    receiver,
    edition,
  }: {
    readonly offer: Offer;
    readonly terms: OfferTerms;
    readonly receiver: Receiver;
    readonly edition: string;
  },
  transaction: Transaction,
): Promise<void> {
  const [queued] = offerMessages(offer, terms, receiver);
  const envelope = addressed(offer, receiver, edition);
  if (!queued || !envelope) return;
  if (await outbox.rewrite(queued, transaction)) return;
  const edit = { ...envelope, message: queued.message, editsOnly: true };
  await outbox.enqueue([edit], transaction);
}

/** What an offer says, in its message and on the Home tab. */
export function offerView(offer: Offer, terms: OfferTerms, receiver: Receiver) {
  const { task, silence, runnerUp } = terms;
  const { reasons, answerBy, estimatedHours, isEstimateAssumed } = offer;
  const button = (actionId: string): ActionButton => ({ actionId, value: offer.id });
  return {
    task: { id: task.id, title: task.title, notes: task.notes, priority: task.priority },
    dueOn: task.dueOn,
    estimatedHours,
    isEstimateAssumed,
    skills: offer.requiredSkills.join(', '),
    reasons: reasons
      .filter(({ points }) => points > 0)
      .slice(0, reasonsShown)
      .map(({ words, points }) => ({ words, points: inHundredths(points) })),
    score: inHundredths(offer.score),
    runnerUp,
    answerBy: momentInWords(answerBy, receiver.timeZone),
    laterAt: offer.laterAt && momentInWords(offer.laterAt, receiver.timeZone),
    silence,
    actions: {
      accept: button(offerButtonIds.accept),
      decline: button(offerButtonIds.decline),
      later: offer.laterAt ? null : button(offerButtonIds.later),
    },
  };
}

/** The offer's message once it is settled. */
export function settledMessages(
  offer: Offer,
  task: Task,
  receiver: Receiver,
): readonly OutgoingMessage[] {
  const envelope = addressed(offer, receiver, `${offer.state}/${offer.settledUnder ?? ''}`);
  const words = settledWords(offer, task);
  return envelope && words ? [{ ...envelope, message: words, editsOnly: true }] : [];
}

/** Null while the offer is open, and once its work is done: then its message stays as it is. */
function settledWords(offer: Offer, task: Task): Message | null {
  const view = { task: { id: task.id, title: task.title } };
  const { decline, bySilence, settledUnder } = offer;
  switch (offer.state) {
    case 'accepted':
      return message('assignments/accepted', {
        ...view,
        estimatedHours: offer.estimatedHours,
        bySilence,
        actions: {
          ...taskButtons(task),
          undo: bySilence || settledUnder === null ? null : undoButton(settledUnder),
          decline: bySilence ? { actionId: offerButtonIds.decline, value: offer.id } : null,
        },
      });
    case 'declined':
      return message('assignments/declined', {
        ...view,
        reason: decline && declineInWords(decline),
        doubted: decline?.kind === 'skills' ? offer.requiredSkills.join(', ') : null,
      });
    case 'expired':
    case 'withdrawn':
      return message('assignments/withdrawn', {
        ...view,
        expired: offer.state === 'expired',
        because: offer.withdrawal,
      });
    case 'offered':
    case 'completed':
      return null;
  }
}
