import { type Message, message } from '../../../shared/message.js';
import type { ModalSpec } from '../../../shared/modal.js';
import type { ButtonHandler, ModalHandler } from '../../chat.js';
import { localDayAndTime } from '../../calendar/index.js';
import type { Actor } from '../../people/index.js';
import { type AnswerOutcome, longestNote, type OpenedOffer } from '../answer-offer.js';
import { declineKinds } from '../offer.js';
import { offerButtonIds } from '../offer-message.js';
import type { ChatDeps } from './chat-deps.js';

const declineForm = 'assignments.decline';

const declineLabels: Readonly<Record<(typeof declineKinds)[number], string>> = {
  'no time': 'I have no time for it',
  skills: 'It needs skills that I do not have like that',
  'somebody else': 'Somebody else should do it',
  other: 'Another reason',
};

export function answerButtons(deps: ChatDeps): readonly ButtonHandler[] {
  const { assignments } = deps;
  return [
    {
      actionId: offerButtonIds.accept,
      run: async ({ actor, intentId, value }) =>
        refusal(deps, actor, await assignments.accept({ actor, intentId, offerId: value })),
    },
    {
      actionId: offerButtonIds.later,
      run: async ({ actor, intentId, value }) =>
        refusal(deps, actor, await assignments.postpone({ actor, intentId, offerId: value })),
    },
    {
      actionId: offerButtonIds.decline,
      opensModal: true,
      run: async ({ actor, value }) => {
        const opened = await assignments.open({ actor, offerId: value });
        return opened.kind === 'open' ? declineModal(opened) : refusal(deps, actor, opened);
      },
    },
  ];
}

function declineModal({ offer }: Extract<OpenedOffer, { kind: 'open' }>): ModalSpec {
  return {
    callbackId: declineForm,
    title: 'Decline an offer',
    submit: 'Decline',
    metadata: offer.id,
    intro: message('assignments/decline-form', {
      id: offer.taskId,
      title: offer.taskTitle,
      othersCould: offer.runnerUp !== null,
    }),
    fields: [
      {
        id: 'reason',
        kind: 'radio',
        label: 'Why',
        options: declineKinds.map((kind) => ({ value: kind, label: declineLabels[kind] })),
      },
      {
        id: 'note',
        kind: 'text',
        label: 'Note',
        hint: 'Seen by those who manage the team.',
        optional: true,
        multiline: true,
        maxLength: longestNote,
      },
    ],
  };
}

export function declineModalHandler(deps: ChatDeps): ModalHandler {
  return {
    callbackId: declineForm,
    submit: async ({ actor, intentId, values, metadata }) => {
      const kind = declineKinds.find((known) => known === values['reason']);
      if (!kind) return { errors: { reason: 'Choose a reason.' } };
      const given = typeof values['note'] === 'string' ? values['note'].trim() : '';
      if (given.length > longestNote) {
        return { errors: { note: `At most ${longestNote} characters.` } };
      }
      const decline = { kind, note: given === '' ? null : given };
      const request = { actor, intentId, offerId: metadata, decline };
      return { reply: await refusal(deps, actor, await deps.assignments.decline(request)) };
    },
  };
}

/** What is now true of an offer that cannot be answered; nothing where its own message says it. */
async function refusal(
  { people }: ChatDeps,
  actor: Actor,
  outcome: AnswerOutcome | OpenedOffer,
): Promise<Message | null> {
  switch (outcome.kind) {
    case 'answered':
    case 'open':
      return null;
    case 'unknown offer':
    case 'not allowed':
      return message('assignments/not-your-offer', {});
    case 'settled before': {
      const { offer, task } = outcome;
      const holder = task.assigneeId === null ? null : await people.member(task.assigneeId);
      return message('assignments/settled-before', {
        task: { id: task.id, title: task.title, status: task.status },
        state: offer.state,
        bySilence: offer.bySilence,
        because: offer.withdrawal,
        when: offer.settledAt && inWords(offer.settledAt, actor),
        holder: holder?.name ?? null,
        own: holder?.id === offer.memberId,
      });
    }
  }
}

function inWords(instant: Date, actor: Actor): string {
  return localDayAndTime(instant, actor.kind === 'member' ? actor.timeZone : 'UTC');
}
