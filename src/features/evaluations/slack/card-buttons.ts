import type { ActionButton } from '../../../shared/message.js';
import { isLocalDay, type LocalDay } from '../../calendar/index.js';
import { undoButton } from '../../tasks/index.js';
import { extensionsUsedUp } from '../choice.js';
import { type Evaluation, isOpen } from '../evaluation.js';

export const buttonIds = {
  extend: 'evaluations.extend',
  anotherDate: 'evaluations.another-date',
  closeMet: 'evaluations.close-met',
  decideOtherwise: 'evaluations.decide-otherwise',
  keepMonitoring: 'evaluations.keep-monitoring',
  intervene: 'evaluations.intervene',
  talk: 'evaluations.talk',
  reassign: 'evaluations.reassign',
  changeTarget: 'evaluations.change-target',
  closeFailed: 'evaluations.close-failed',
} as const;
export type CardButton = keyof typeof buttonIds;

/** An evaluation as the card showed it: its version, and the end date on the buttons. */
export interface CardReference {
  readonly evaluationId: string;
  readonly version: number;
  readonly endDate: LocalDay;
}

/** The buttons of a card, by the names that templates use: to decide, or to undo the decision. */
export function cardButtons(
  evaluation: Evaluation,
): Readonly<Partial<Record<CardButton | 'undo', ActionButton>>> {
  const { settlement } = evaluation;
  if (!isOpen(evaluation)) return settlement ? { undo: undoButton(settlement.intentId) } : {};
  const value = cardReference(evaluation);
  return Object.fromEntries(
    buttonsOf(evaluation).map((name) => [
      name,
      {
        actionId: buttonIds[name],
        value,
        ...(name === 'closeFailed' && {
          confirm: {
            title: `Close ${evaluation.taskId} as failed?`,
            text: 'The task is cancelled and its monitoring ends.',
            confirm: 'Close as failed',
            deny: 'Go back',
          },
        }),
      },
    ]),
  );
}

function buttonsOf(evaluation: Evaluation): readonly CardButton[] {
  const { decision, goalProbablyMet } = evaluation.receipt.result;
  const extend: readonly CardButton[] = extensionsUsedUp(evaluation) ? [] : ['extend'];
  switch (decision) {
    case 'close':
      return ['keepMonitoring'];
    case 'extend':
      return [
        ...extend,
        'anotherDate',
        ...(goalProbablyMet ? (['closeMet'] as const) : []),
        'decideOtherwise',
      ];
    case 'review':
      return ['closeMet', ...extend, 'anotherDate', 'intervene'];
    case 'intervene':
      return ['talk', 'reassign', 'changeTarget', 'closeFailed', 'decideOtherwise'];
  }
}

export function cardReference({ id, version, proposedEndDate }: Evaluation): string {
  return `${id} ${version} ${proposedEndDate}`;
}

/** What a button's value or a form's metadata says; null when it is none of ours. */
export function parseCardReference(text: string): CardReference | null {
  const [evaluationId = '', version = '', endDate = ''] = text.split(' ');
  if (!/^T-\d+\/\d{4}-\d\d-\d\d$/.test(evaluationId) || !/^\d+$/.test(version)) return null;
  return isLocalDay(endDate) ? { evaluationId, version: Number(version), endDate } : null;
}
