import type { OutgoingMessage } from '../../../outbox/index.js';
import { type Message, message } from '../../../shared/message.js';
import { type Actor, slackIdOf } from '../../people/index.js';
import type { Audience } from '../audience.js';
import { cardView } from './card-view.js';
import { chartModel } from './chart-model.js';
import { type Evaluation, firstVersion, isOpen, type Settlement } from '../evaluation.js';
import {
  cardOf,
  noticeOfEvaluation,
  noticeOfSettlement,
  settledCard,
  settledView,
  withdrawnWords,
} from './evaluation-words.js';

/** A decision stays worth reading as long as it waits. */
export const cardLifetimeMs = 90 * 24 * 60 * 60_000;

/** The card for those who decide, and the word to the assignee. */
export function messagesOfEvaluation(
  evaluation: Evaluation,
  audience: Audience,
): readonly OutgoingMessage[] {
  const { assigneeId } = evaluation;
  const view = cardView(evaluation, audience);
  const notice = noticeOfEvaluation(evaluation, view);
  return [
    ...cards(evaluation, cardOf(evaluation, view), evaluation.evaluatedAt),
    ...(assigneeId === null ? [] : noticesTo([assigneeId], notice, evaluation, audience)),
  ];
}

/** Every copy of the card as it is now; whoever has it as it is gets nothing new. */
export function messagesOfCard(
  evaluation: Evaluation,
  audience: Audience,
  at: Date,
): readonly OutgoingMessage[] {
  const { settlement, withdrawal } = evaluation;
  if (withdrawal) {
    const [card] = withdrawnWords(cardView(evaluation, audience), withdrawal, audience);
    return cards(evaluation, card, at);
  }
  if (!settlement || isOpen(evaluation)) {
    return cards(evaluation, cardOf(evaluation, cardView(evaluation, audience)), at);
  }
  const view = settledView(evaluation, settlement, audience);
  return cards(evaluation, settledCard(settlement.choice, view), at);
}

/** Every copy of the card edited, and the word to those concerned except who decided. */
export function messagesOfSettlement(
  evaluation: Evaluation & { readonly settlement: Settlement },
  audience: Audience,
): readonly OutgoingMessage[] {
  const { settlement, assigneeId } = evaluation;
  const view = settledView(evaluation, settlement, audience);
  const concerned = [assigneeId, settlement.assigneeId].filter(
    (id): id is string => id !== null && id !== settlement.byId,
  );
  const messages = [
    ...cards(evaluation, settledCard(settlement.choice, view), settlement.at),
    ...noticesTo(concerned, noticeOfSettlement(settlement.choice, view), evaluation, audience),
  ];
  return messages.map((each) => ({ ...each, causedBy: settlement.intentId }));
}

/** Every copy of the card as it is after the task changed outside a decision. */
export function messagesOfFollowing(
  evaluation: Evaluation,
  audience: Audience,
  at: Date,
): readonly OutgoingMessage[] {
  const { assigneeId, withdrawal } = evaluation;
  const view = cardView(evaluation, audience);
  const [card, notice] = withdrawal
    ? withdrawnWords(view, withdrawal, audience)
    : [cardOf(evaluation, view), noticeOfEvaluation(evaluation, view)];
  const told = assigneeId === null ? [] : [assigneeId];
  return [
    ...cards(evaluation, card, at),
    ...corrections(noticesTo(told, notice, evaluation, audience), evaluation.id, firstVersion),
  ];
}

/**
 * Every copy of the card as it was before `settled` was decided, and a correction to those who
 * were told of the decision.
 */
export function messagesOfReturn(
  evaluation: Evaluation,
  settled: Evaluation & { readonly settlement: Settlement },
  { actor, at, audience }: { actor: Actor; at: Date; audience: Audience },
): readonly OutgoingMessage[] {
  const told = [settled.assigneeId, settled.settlement.assigneeId].filter((id) => id !== null);
  const view = cardView(evaluation, audience);
  const undone = message('evaluations/notice-undone', { task: view.task, by: actor.name });
  return [
    ...cards(evaluation, cardOf(evaluation, view), at),
    ...corrections(noticesTo(told, undone, evaluation, audience), evaluation.id, settled.version),
  ];
}

/** Edits of what was said about that version of the evaluation, where it was said. */
function corrections(
  notices: readonly OutgoingMessage[],
  evaluationId: string,
  version: number,
): readonly OutgoingMessage[] {
  const key = noticeKey(evaluationId, version);
  return notices.map((notice) => ({ ...notice, key, editsOnly: true }));
}

function noticeKey(evaluationId: string, version: number): string {
  return `evaluation/${evaluationId}/notice/${version}`;
}

/** One copy for each receiver; a later version edits it in place. */
function cards(evaluation: Evaluation, card: Message, at: Date): readonly OutgoingMessage[] {
  const {
    id,
    version,
    receivers,
    approval: { level },
    newestReadingAt,
  } = evaluation;
  return receivers.map((receiver) => ({
    id: `evaluation/${id}/card/${version}${level === 0 ? '' : `.${level}`}/${receiver}`,
    to: receiver,
    key: `evaluation/${id}/card`,
    message: card,
    chart: { name: 'chart', kind: 'monitoring', model: chartModel(evaluation) },
    ...(newestReadingAt && { dataAsOf: newestReadingAt }),
    expiresAt: new Date(at.getTime() + cardLifetimeMs),
  }));
}

/** Direct messages to those of the members who have a Slack account. */
function noticesTo(
  memberIds: readonly string[],
  notice: Message,
  { id, version, taskId }: Evaluation,
  { members }: Audience,
): readonly OutgoingMessage[] {
  const accounts = memberIds.flatMap((memberId) => slackIdOf(members.get(memberId)) ?? []);
  return [...new Set(accounts)].map((account) => ({
    id: `evaluation/${id}/notice/${version}/${account}`,
    to: account,
    key: noticeKey(id, version),
    message: notice,
    taskId,
  }));
}
