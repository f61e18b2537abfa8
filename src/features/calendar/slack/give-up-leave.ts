import { message, type Message } from '../../../shared/message.js';
import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  Subcommand,
} from '../../chat.js';
import type { RemoveLeaveOutcome } from '../change-leave.js';
import { daysOf } from '../leave-rules.js';
import { localDayOf } from '../local-day.js';
import { giveUpLeave } from './actions.js';
import { comingLeave } from './calendar-view.js';
import { type ChatDeps, lookToEdit, problemReply, subjectOf } from './chat-deps.js';
import { leaveInWords } from '../words.js';

/** What a select of a form holds at most. */
const mostOptions = 100;

/** `/crew calendar leave remove` */
export function giveUpLeaveSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'calendar leave remove',
    usage: '[@member] [2026-12-23]',
    summary: 'Remove leave by a day of it; without a day a form asks',
    opensModal: (text) => !/\d{4}-\d\d-\d\d/.test(text),
    run: (request) => remove(deps, request),
  };
}

export function giveUpLeaveButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: giveUpLeave,
    opensModal: true,
    run: async ({ actor, value }) => openForm(await lookToEdit(deps, actor, value)),
  };
}

export function giveUpLeaveModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: giveUpLeave,
    async submit({ actor, intentId, values, metadata: memberId }) {
      const leaveId = String(values['leave']);
      const request = { actor, intentId, memberId, leaveId };
      return { reply: replyTo(await deps.calendars.removeLeave(request)) };
    },
  };
}

async function remove(
  deps: ChatDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<ChatReply> {
  const subject = await subjectOf(text, actor, deps.people);
  if (!subject) return problemReply('unknown member');
  const { memberId, rest } = subject;
  const seen = await lookToEdit(deps, actor, memberId);
  if (rest === '' || !('hours' in seen)) return openForm(seen);
  const { timeZone } = seen.calendar;
  const leave = seen.hours.leave.find((one) => {
    const [first, last] = daysOf(one, timeZone);
    return first <= rest && rest <= last;
  });
  if (!leave) return message('calendar/no-leave', { typed: rest });
  const request = { actor, intentId, memberId, leaveId: leave.id };
  return replyTo(await deps.calendars.removeLeave(request));
}

function openForm(seen: Awaited<ReturnType<typeof lookToEdit>>): ChatReply {
  if (!('hours' in seen)) return problemReply(seen.kind);
  const { member, calendar, hours, now } = seen;
  const { timeZone } = calendar;
  const coming = comingLeave(hours.leave, timeZone, localDayOf(now, timeZone));
  if (coming.length === 0) return message('calendar/no-leave', { typed: null });
  return {
    callbackId: giveUpLeave,
    title: 'Remove leave',
    submit: 'Remove',
    metadata: member.id,
    fields: [
      {
        id: 'leave',
        label: 'Leave',
        kind: 'select',
        options: coming
          .slice(0, mostOptions)
          .map((one) => ({ value: one.id, label: leaveInWords(one, timeZone) })),
      },
    ],
  };
}

function replyTo(outcome: RemoveLeaveOutcome): Message {
  switch (outcome.kind) {
    case 'removed': {
      const { leave, member } = outcome;
      const when = leaveInWords(leave, member.timeZone);
      return message('calendar/leave-removed', { name: member.name, when });
    }
    case 'unknown leave':
      return message('calendar/no-leave', { typed: null });
    case 'unknown member':
    case 'not allowed':
    case 'already handled':
      return problemReply(outcome.kind);
  }
}
