import { addHours } from 'date-fns/addHours';
import { max } from 'date-fns/max';
import { nextWorkingMoment } from '../calendar/index.js';
import { type Actor, actorId, logRefusal } from '../people/index.js';
import { type ChangeOutcome, type Task, TaskChangedError } from '../tasks/index.js';
import { AlreadyHandledError, type AuditEntry } from '../audit/index.js';
import { answerByAfter } from './answer-by.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { settle } from './follow-task.js';
import { type Decline, declineInWords, type Offer } from './offer.js';
import { offerMessages, postponedMessages, termsOf } from './offer-message.js';

export interface AnswerOffer {
  readonly actor: Actor;
  readonly intentId: string;
  readonly offerId: string;
}

export type AnswerOutcome =
  | { readonly kind: 'answered'; readonly offer: Offer; readonly task: Task }
  | { readonly kind: 'unknown offer' }
  | { readonly kind: 'not allowed' }
  /** It is open no longer; both are as they are now. */
  | { readonly kind: 'settled before'; readonly offer: Offer; readonly task: Task };

/** When it is asked again after `Later`. */
export const laterHours = 2;
export const longestNote = 500;

export type OpenedOffer =
  | Exclude<AnswerOutcome, { kind: 'answered' }>
  | { readonly kind: 'open'; readonly offer: Offer; readonly task: Task };

/** The offer and its task, for the member whom it was made to and nobody else. */
export async function openOffer(
  { offers, tasks, logger }: AssignmentDeps,
  { actor, offerId }: Omit<AnswerOffer, 'intentId'>,
): Promise<OpenedOffer> {
  const offer = await offers.find(offerId);
  const task = offer && (await tasks.task(offer.taskId));
  if (!offer || !task) return { kind: 'unknown offer' };
  if (actor.kind !== 'member' || actor.memberId !== offer.memberId) {
    logRefusal(actor, logger, { offerId });
    return { kind: 'not allowed' };
  }
  return offer.state === 'offered' || canBeGivenBack(offer, task)
    ? { kind: 'open', offer, task }
    : { kind: 'settled before', offer, task };
}

/** Nobody is bound by silence: until work begins, the task can be declined still. */
function canBeGivenBack({ state, bySilence, memberId }: Offer, task: Task): boolean {
  return (
    state === 'accepted' && bySilence && task.assigneeId === memberId && task.status === 'open'
  );
}

/** Gives the task to the member, as any assignment does, by which the offer is settled. */
export async function acceptOffer(
  deps: AssignmentDeps,
  request: AnswerOffer,
): Promise<AnswerOutcome> {
  const opened = await openOffer(deps, request);
  if (opened.kind !== 'open') return opened;
  const { offer, task } = opened;
  if (offer.state === 'accepted') return { kind: 'settled before', offer, task };
  const outcome: ChangeOutcome = await deps.tasks.change({
    actor: request.actor,
    intentId: request.intentId,
    taskId: task.id,
    version: task.version,
    command: { kind: 'assign', assigneeId: offer.memberId },
  });
  if (outcome.kind === 'changed' || outcome.kind === 'already handled') {
    return answered(deps, offer);
  }
  if (outcome.kind === 'changed meanwhile') return acceptOffer(deps, request);
  return whatIsTrue(deps, offer);
}

export async function declineOffer(
  deps: AssignmentDeps,
  request: AnswerOffer & { readonly decline: Decline },
): Promise<AnswerOutcome> {
  const opened = await openOffer(deps, request);
  if (opened.kind !== 'open') return opened;
  const { offer, task } = opened;
  const { actor, intentId, decline } = request;
  try {
    const isDeclined = await deps.inTransaction(async (transaction) => {
      const settlement = { state: 'declined', settledUnder: intentId, decline } as const;
      if (!(await settle(deps, { offer, settlement, task }, transaction))) return false;
      const reason = declineInWords(decline);
      if (offer.state === 'accepted') {
        const returned = { task, assigneeId: null, actor, intentId, action: 'task returned' };
        await deps.tasks.reassign([{ ...returned, reason }], transaction);
      } else {
        const entry = entryOf(deps, request, task, 'offer declined');
        await deps.audit.insert({ ...entry, reason }, transaction);
      }
      return true;
    });
    return isDeclined ? await answered(deps, offer) : await declineOffer(deps, request);
  } catch (error) {
    if (error instanceof AlreadyHandledError) return answered(deps, offer);
    const current = await openOffer(deps, request);
    if (current.kind !== 'open') return current;
    if (error instanceof TaskChangedError) return declineOffer(deps, request);
    throw error;
  }
}

/**
 * Asks again once, in two hours or when work begins after that; the time by which to answer moves as
 * far as the member needs to have working time left then.
 */
export async function postponeOffer(
  deps: AssignmentDeps,
  request: AnswerOffer,
): Promise<AnswerOutcome> {
  const opened = await openOffer(deps, request);
  if (opened.kind !== 'open') return opened;
  const { offer, task } = opened;
  if (offer.state !== 'offered') return { kind: 'settled before', offer, task };
  if (offer.laterAt !== null) return { kind: 'answered', offer, task };
  const calendar = await deps.calendars.calendarOf(offer.memberId);
  const earliest = addHours(deps.clock.now(), laterHours);
  const laterAt = nextWorkingMoment(calendar, earliest) ?? earliest;
  const enough = answerByAfter(calendar, laterAt) ?? addHours(laterAt, laterHours);
  const answerBy = max([offer.answerBy, enough]);
  const member = await deps.people.member(offer.memberId);
  const terms = await termsOf(deps, offer, task);
  const postponed = await deps.inTransaction(async (transaction) => {
    const changed = await deps.offers.postpone(offer, { laterAt, answerBy }, transaction);
    if (!changed) return null;
    await deps.audit.insert(entryOf(deps, request, task, 'offer postponed'), transaction);
    if (member) {
      const messages = [
        ...postponedMessages(changed, task, member),
        ...offerMessages(changed, terms, member),
      ];
      await deps.outbox.enqueue(messages, transaction);
    }
    return changed;
  });
  return postponed ? { kind: 'answered', offer: postponed, task } : postponeOffer(deps, request);
}

function entryOf(
  { clock }: AssignmentDeps,
  { actor, intentId }: AnswerOffer,
  task: Task,
  action: string,
): AuditEntry {
  const subject = `offer of ${task.id}`;
  return { id: intentId, at: clock.now(), actorId: actorId(actor), action, subject };
}

async function answered(deps: AssignmentDeps, offer: Offer) {
  return { ...(await whatIsTrue(deps, offer)), kind: 'answered' } as const;
}

async function whatIsTrue({ offers, tasks }: AssignmentDeps, { id, taskId }: Offer) {
  const [offer, task] = await Promise.all([offers.find(id), tasks.task(taskId)]);
  if (!offer || !task) throw new Error(`${id} is gone`);
  return { kind: 'settled before', offer, task } as const;
}
