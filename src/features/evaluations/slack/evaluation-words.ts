import type { OutgoingMessage } from '../../../outbox/index.js';
import { formatAmount, unitOfDifference } from '../../../shared/amount.js';
import { message } from '../../../shared/message.js';
import { dayText, instantText } from '../../day-text.js';
import { type Audience, nameOf } from '../audience.js';
import type { ChoiceKind } from '../choice.js';
import { automaticById, type Evaluation, type Settlement, type Withdrawal } from '../evaluation.js';
import { cardView } from './card-view.js';

type Words = OutgoingMessage['message'];

/** The message of a card as it is now. */
export function cardOf(evaluation: Evaluation, view: object): Words {
  switch (evaluation.receipt.result.decision) {
    case 'close':
      return message('evaluations/close', view);
    case 'extend':
      return message('evaluations/extend', view);
    case 'review':
      return message('evaluations/review', view);
    case 'intervene':
      return message('evaluations/intervene', view);
  }
}

export function settledCard(choice: ChoiceKind, view: object): Words {
  switch (choice) {
    case 'close as met':
      return message('evaluations/decided-close-met', view);
    case 'extend':
      return message('evaluations/decided-extend', view);
    case 'talk':
      return message('evaluations/decided-talk', view);
    case 'reassign':
      return message('evaluations/decided-reassign', view);
    case 'change target':
      return message('evaluations/decided-change-target', view);
    case 'close as failed':
      return message('evaluations/decided-close-failed', view);
  }
}

export function noticeOfEvaluation({ receipt }: Evaluation, view: object): Words {
  return receipt.result.decision === 'close'
    ? message('evaluations/notice-closed', view)
    : message('evaluations/notice-waiting', view);
}

export function noticeOfSettlement(choice: ChoiceKind, view: object): Words {
  switch (choice) {
    case 'close as met':
      return message('evaluations/notice-close-met', view);
    case 'extend':
      return message('evaluations/notice-extended', view);
    case 'talk':
      return message('evaluations/notice-talk', view);
    case 'reassign':
      return message('evaluations/notice-reassigned', view);
    case 'change target':
      return message('evaluations/notice-target-changed', view);
    case 'close as failed':
      return message('evaluations/notice-close-failed', view);
  }
}

/** A card with what was decided in place of its buttons. */
export function settledView(evaluation: Evaluation, settlement: Settlement, audience: Audience) {
  const { at, byId, inPlaceOfId, reason, endDate, assigneeId, targetValue } = settlement;
  const { target } = evaluation.receipt.input;
  const unit = target.type === 'percent' ? '%' : unitOfDifference(evaluation.unit);
  return {
    ...cardView(evaluation, audience),
    recommendation: evaluation.receipt.result.decision,
    decided: {
      by: deciderName(byId, inPlaceOfId, audience),
      at: instantText(at, audience.team.timeZone),
      reason,
      endDate: endDate === null ? null : dayText(endDate),
      assignee: assigneeId === null ? null : nameOf(audience, assigneeId),
      target: targetValue === null ? null : formatAmount(targetValue, unit),
    },
  };
}

/** `Ben for Mara` when Ben decided as Mara's delegate. */
function deciderName(byId: string, inPlaceOfId: string | null, audience: Audience): string {
  const by = byId === automaticById ? 'Crewchief' : nameOf(audience, byId);
  return inPlaceOfId === null ? by : `${by} for ${nameOf(audience, inPlaceOfId)}`;
}

/** The card and the word to the assignee once the task needs no decision any more. */
export function withdrawnWords(view: object, { byId, at, status }: Withdrawal, audience: Audience) {
  const withdrawn = {
    by: byId === automaticById ? 'Crewchief' : nameOf(audience, byId),
    at: instantText(at, audience.team.timeZone),
    status,
  };
  return [
    message('evaluations/withdrawn', { ...view, withdrawn }),
    message('evaluations/notice-withdrawn', { ...view, withdrawn }),
  ] as const;
}
