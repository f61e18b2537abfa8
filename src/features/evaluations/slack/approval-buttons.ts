import type { ActionButton } from '../../../shared/message.js';
import { extensionsUsedUp } from '../choice.js';
import type { Evaluation } from '../evaluation.js';
import { type CardReference, cardReference, parseCardReference } from './card-buttons.js';

export const approvalButtonIds = {
  open: 'approvals.open',
  decide: 'approvals.decide',
} as const;

/** Decisions that the list takes by one click; all others are taken on the card. */
export const quickChoices = ['extend', 'close as met', 'talk'] as const;
export type QuickChoice = (typeof quickChoices)[number];

export function openButton({ id }: Evaluation): ActionButton {
  return { actionId: approvalButtonIds.open, value: id };
}

/** What was recommended, when it takes no more than a click; null otherwise. */
export function quickChoiceOf(evaluation: Evaluation): QuickChoice | null {
  const { decision, goalProbablyMet } = evaluation.receipt.result;
  if (decision === 'intervene') return 'talk';
  if (decision !== 'extend') return null;
  if (!extensionsUsedUp(evaluation)) return 'extend';
  return goalProbablyMet ? 'close as met' : null;
}

export function decideButton(evaluation: Evaluation, choice: QuickChoice): ActionButton {
  return {
    actionId: approvalButtonIds.decide,
    value: `${cardReference(evaluation)} ${choice}`,
  };
}

/** Reads back what `decideButton` wrote; null when it is none of ours. */
export function parseQuickDecision(
  text: string,
): { readonly reference: CardReference; readonly choice: QuickChoice } | null {
  const [, referenceText = '', word = ''] = /^(\S+ \S+ \S+) (.+)$/.exec(text) ?? [];
  const reference = parseCardReference(referenceText);
  const choice = quickChoices.find((known) => known === word);
  return reference && choice ? { reference, choice } : null;
}
