import type { ModalField, ModalSpec, ModalValues } from '../../../shared/modal.js';
import type { LocalDay } from '../../calendar/index.js';
import type { Member } from '../../people/index.js';
import { type CardReference, cardReference, parseCardReference } from './card-buttons.js';
import { type Choice, type ChoiceKind, choiceKinds, interventions, type Offer } from '../choice.js';
import { longestReason } from '../choice-faults.js';
import type { Evaluation } from '../evaluation.js';

export const decisionFormId = 'evaluations.decide';

/** Slack takes at most so many options in a select. */
const mostMembers = 100;

/** Which of the card's buttons opened the form. */
export type FormKind =
  | 'another date'
  | 'keep monitoring'
  | 'decide otherwise'
  | 'intervene'
  | 'reassign'
  | 'change target';

const titles: Record<FormKind, string> = {
  'another date': 'Extend monitoring',
  'keep monitoring': 'Keep monitoring',
  'decide otherwise': 'Decide otherwise',
  intervene: 'Intervene',
  reassign: 'Reassign the task',
  'change target': 'Change the target',
};

const choiceLabels: Record<ChoiceKind, string> = {
  'close as met': 'Close: the goal is met',
  extend: 'Extend the monitoring',
  talk: 'Talk to the assignee and go on',
  reassign: 'Reassign the task and go on',
  'change target': 'Change the target and go on',
  'close as failed': 'Close as failed',
};

/** What each form lets a manager choose from, when there is somebody to reassign to. */
function choicesOf(kind: FormKind, offer: Offer): readonly ChoiceKind[] {
  switch (kind) {
    case 'another date':
    case 'keep monitoring':
      return ['extend'];
    case 'decide otherwise':
      return offer.withReason;
    case 'intervene':
      return interventions;
    case 'reassign':
      return ['reassign'];
    case 'change target':
      return ['change target'];
  }
}

/**
 * The form of one button, with the fields that its choices need; null when the button leaves
 * nothing to choose, as reassigning does without `others` who could take the task.
 */
export function decisionForm(
  kind: FormKind,
  evaluation: Evaluation,
  offer: Offer,
  others: readonly Member[],
): ModalSpec | null {
  const choices = choicesOf(kind, offer).filter(
    (choice) => choice !== 'reassign' || others.length > 0,
  );
  if (choices.length === 0) return null;
  const single = choices.length === 1;
  const needed = (field: ChoiceKind[]) => choices.some((choice) => field.includes(choice));
  const reasonNeeded = choices.every((choice) => offer.withReason.includes(choice));
  const { target } = evaluation.receipt.input;
  const fields: (ModalField | false)[] = [
    !single && {
      kind: 'radio',
      id: 'choice',
      label: 'Decision',
      options: choices.map((value) => ({ value, label: choiceLabels[value] })),
    },
    needed(['reassign']) && {
      kind: 'select',
      id: 'assignee',
      label: 'New assignee',
      optional: !single,
      options: others.slice(0, mostMembers).map(({ id, name }) => ({ value: id, label: name })),
    },
    needed(['change target']) && {
      kind: 'number',
      id: 'target',
      label: `Wanted change, ${target.type === 'percent' ? 'percent of the baseline' : evaluation.unit}`,
      decimal: true,
      optional: !single,
      initial: String(target.value),
    },
    needed(['extend', 'talk', 'reassign', 'change target']) && {
      kind: 'date',
      id: 'endDate',
      label: 'Monitor until',
      hint: 'The day proposed is the earliest that is likely to tell more.',
      optional: !single,
      initial: evaluation.proposedEndDate,
    },
    {
      kind: 'text',
      id: 'reason',
      label: 'Reason',
      multiline: true,
      optional: !reasonNeeded,
      maxLength: longestReason,
    },
  ];
  return {
    callbackId: decisionFormId,
    title: titles[kind],
    submit: 'Decide',
    metadata: `${cardReference(evaluation)} ${kind}`,
    fields: fields.filter((field) => field !== false),
  };
}

export interface SubmittedDecision {
  readonly reference: CardReference;
  readonly choice: Choice;
  readonly reason: string | null;
}

/** Reads a submitted form: the decision, or what is wrong by field. Null when it is not ours. */
export function readDecisionForm(
  metadata: string,
  values: ModalValues,
): SubmittedDecision | { readonly errors: Readonly<Record<string, string>> } | null {
  const [, referenceText = '', kind = ''] = /^(\S+ \S+ \S+) (.+)$/.exec(metadata) ?? [];
  const reference = parseCardReference(referenceText);
  if (!reference) return null;
  const chosen = textOf(values, 'choice') ?? onlyChoices[kind];
  const choiceKind = choiceKinds.find((known) => known === chosen);
  if (!choiceKind) return { errors: { choice: 'Choose what is to happen.' } };
  const endDate = textOf(values, 'endDate') ?? reference.endDate;
  const choice = readChoice(choiceKind, endDate, values);
  return 'errors' in choice ? choice : { reference, choice, reason: textOf(values, 'reason') };
}

const onlyChoices: Readonly<Record<string, ChoiceKind>> = {
  'another date': 'extend',
  'keep monitoring': 'extend',
  reassign: 'reassign',
  'change target': 'change target',
} satisfies Partial<Record<FormKind, ChoiceKind>>;

function readChoice(
  kind: ChoiceKind,
  endDate: LocalDay,
  values: ModalValues,
): Choice | { readonly errors: Readonly<Record<string, string>> } {
  switch (kind) {
    case 'close as met':
    case 'close as failed':
      return { kind };
    case 'extend':
    case 'talk':
      return { kind, endDate };
    case 'reassign': {
      const assigneeId = textOf(values, 'assignee');
      if (assigneeId === null) return { errors: { assignee: 'Choose who takes the task.' } };
      return { kind, endDate, assigneeId };
    }
    case 'change target': {
      const target = textOf(values, 'target')?.replace(',', '.') ?? '';
      if (!/^\d{1,12}(?:\.\d{1,9})?$/.test(target)) {
        return { errors: { target: 'Write a number above 0, such as 12.5.' } };
      }
      return { kind, endDate, targetValue: Number(target) };
    }
  }
}

function textOf(values: ModalValues, id: string): string | null {
  const value = values[id];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
