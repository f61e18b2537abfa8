import { message } from '../../../shared/message.js';
import type { ModalSpec, ModalValues } from '../../../shared/modal.js';
import type { ButtonHandler, ModalHandler, Subcommand } from '../../chat.js';
import { isLocalDay } from '../../calendar/index.js';
import type { Actor } from '../../people/index.js';
import { hoursInWeek, mostTasks, noLimits, type WorkLimits } from '../limits.js';
import type { ChatDeps } from './chat-deps.js';

const limitsForm = 'assignments.limits';
export const limitsButtonId = 'assignments.limits';

/** `/crew me limits` */
export function limitsSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'me limits',
    usage: '',
    summary: 'Take no new work for a while, or at most so many tasks or hours a week',
    opensModal: () => true,
    run: ({ actor }) => formFor(deps, actor),
  };
}

export function limitsButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: limitsButtonId,
    opensModal: true,
    run: ({ actor }) => formFor(deps, actor),
  };
}

async function formFor({ assignments }: ChatDeps, actor: Actor): Promise<ModalSpec> {
  const limits = actor.kind === 'member' ? await assignments.limitsOf(actor.memberId) : noLimits;
  return {
    callbackId: limitsForm,
    title: 'How much work to offer',
    submit: 'Save',
    intro: message('assignments/limits-form', {}),
    fields: [
      {
        id: 'offRotationUntil',
        kind: 'date',
        label: 'Off rotation until',
        hint: 'The last day without new work, included. Empty: in rotation.',
        optional: true,
        ...(limits.offRotationUntil !== null && { initial: limits.offRotationUntil }),
      },
      {
        id: 'maximumTasks',
        kind: 'text',
        label: 'Most tasks at once',
        hint: `A whole number from 1 to ${mostTasks}. Empty: no limit.`,
        optional: true,
        maxLength: 10,
        ...(limits.maximumTasks !== null && { initial: String(limits.maximumTasks) }),
      },
      {
        id: 'hoursPerWeek',
        kind: 'text',
        label: 'Hours a week for tasks',
        hint: `Up to ${hoursInWeek}, such as 24 or 7.5. Empty: what your calendar and capacity give.`,
        optional: true,
        maxLength: 10,
        ...(limits.hoursPerWeek !== null && { initial: String(limits.hoursPerWeek) }),
      },
    ],
  };
}

export function limitsModal({ assignments }: ChatDeps): ModalHandler {
  return {
    callbackId: limitsForm,
    submit: async ({ actor, intentId, values }) => {
      const limits = limitsFrom(values);
      if ('errors' in limits) return limits;
      const outcome = await assignments.changeLimits({ actor, intentId, limits });
      switch (outcome.kind) {
        case 'invalid':
          return { errors: outcome.faults };
        case 'not allowed':
          return { reply: message('assignments/not-allowed', {}) };
        case 'changed':
          return { reply: message('assignments/limits-changed', { ...outcome.limits }) };
      }
    },
  };
}

function limitsFrom(
  values: ModalValues,
): WorkLimits | { readonly errors: Readonly<Record<string, string>> } {
  const text = (field: keyof WorkLimits) => {
    const value = values[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const day = text('offRotationUntil');
  if (day !== '' && !isLocalDay(day)) {
    return { errors: { offRotationUntil: 'There is no such day.' } };
  }
  return {
    offRotationUntil: day === '' ? null : day,
    maximumTasks: numberIn(text('maximumTasks')),
    hoursPerWeek: numberIn(text('hoursPerWeek').replace(',', '.')),
  };
}

/** Null for nothing entered, and not a number for what is none. */
function numberIn(text: string): number | null {
  return text === '' ? null : Number(text);
}
