import { message, type Message } from '../../../shared/message.js';
import type { ModalSpec, ModalValues } from '../../../shared/modal.js';
import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  ModalReply,
  Subcommand,
} from '../../chat.js';
import { findMemberMention } from '../../mentions.js';
import type { AddLeaveOutcome } from '../change-leave.js';
import { longestReason } from '../leave-rules.js';
import { enterLeave } from './actions.js';
import { type ChatDeps, lookToEdit, problemReply, subjectOf } from './chat-deps.js';
import { type LeaveInput, parseLeave, readLeave } from './leave-input.js';
import { leaveInWords, weekInWords } from '../words.js';

/** `/crew calendar leave` */
export function leaveSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'calendar leave',
    usage: '[@member] [2026-12-23 to 2026-12-30] [first half or 13:00-15:00] [reason]',
    summary: 'Enter leave; without words a form asks. Others never see why',
    opensModal: (text) => withoutMention(text) === '',
    run: (request) => enter(deps, request),
  };
}

export function enterLeaveButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: enterLeave,
    opensModal: true,
    run: ({ actor, value }) => openForm(deps, actor, value),
  };
}

export function enterLeaveModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: enterLeave,
    async submit({ actor, intentId, values, metadata: memberId }): Promise<ModalReply> {
      const member = await deps.people.member(memberId);
      if (!member) return { reply: problemReply('unknown member') };
      const read = readLeave(inputFrom(values), member.timeZone);
      if ('faults' in read) return { errors: read.faults };
      const outcome = await deps.calendars.addLeave({ actor, intentId, memberId, ...read });
      return outcome.kind === 'invalid'
        ? { errors: { firstDay: outcome.fault } }
        : { reply: replyTo(outcome) };
    },
  };
}

async function enter(
  deps: ChatDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<ChatReply> {
  const subject = await subjectOf(text, actor, deps.people);
  const member = subject && (await deps.people.member(subject.memberId));
  if (!subject || !member) return problemReply('unknown member');
  if (subject.rest === '') return openForm(deps, actor, member.id);
  const input = parseLeave(subject.rest);
  if (!input) return message('calendar/leave-usage', { typed: subject.rest });
  const read = readLeave(input, member.timeZone);
  if ('faults' in read) return invalid(Object.values(read.faults).join(' '));
  const request = { actor, intentId, memberId: member.id, ...read };
  return replyTo(await deps.calendars.addLeave(request));
}

async function openForm(
  deps: ChatDeps,
  actor: CommandRequest['actor'],
  memberId: string,
): Promise<ChatReply> {
  const seen = await lookToEdit(deps, actor, memberId);
  if (!('hours' in seen)) return problemReply(seen.kind);
  const own = actor.kind === 'member' && actor.memberId === memberId;
  return leaveForm(seen.member, own);
}

function leaveForm(
  { id, name, timeZone }: { id: string; name: string; timeZone: string },
  own: boolean,
): ModalSpec {
  return {
    callbackId: enterLeave,
    title: 'Enter leave',
    metadata: id,
    intro: message('calendar/leave-form', { name: own ? null : name, timeZone }),
    fields: [
      { id: 'firstDay', label: 'First day', kind: 'date' },
      {
        id: 'lastDay',
        label: 'Last day',
        hint: 'Included. Empty: the first day alone.',
        kind: 'date',
        optional: true,
      },
      {
        id: 'part',
        label: 'How much of each day',
        kind: 'radio',
        options: [
          { value: 'whole day', label: 'all of it' },
          { value: 'first half', label: 'the first half' },
          { value: 'second half', label: 'the second half' },
        ],
        initial: 'whole day',
      },
      timeField('from', 'Or from', 'A time of the first day, such as 13:00.'),
      timeField('until', 'Until', 'A time of the last day, such as 15:30.'),
      {
        id: 'reason',
        label: 'Reason',
        hint: 'Seen by you and those who manage you alone.',
        kind: 'text',
        maxLength: longestReason,
        optional: true,
      },
    ],
  };
}

function timeField(id: string, label: string, hint: string): ModalSpec['fields'][number] {
  return { id, label, hint, kind: 'text', maxLength: 5, optional: true };
}

function inputFrom(values: ModalValues): LeaveInput {
  const text = (id: string) => {
    const value = values[id];
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const part = text('part');
  return {
    firstDay: text('firstDay') ?? '',
    lastDay: text('lastDay'),
    part: part === 'first half' || part === 'second half' ? part : 'whole day',
    from: text('from'),
    until: text('until'),
    reason: text('reason'),
  };
}

function replyTo(outcome: AddLeaveOutcome): Message {
  switch (outcome.kind) {
    case 'invalid':
      return invalid(outcome.fault);
    case 'added': {
      const { leave, member, onCallWeeks } = outcome;
      return message('calendar/leave-added', {
        name: member.name,
        when: leaveInWords(leave, member.timeZone),
        onCall: onCallWeeks.map(weekInWords),
      });
    }
    case 'unknown member':
    case 'not allowed':
    case 'already handled':
      return problemReply(outcome.kind);
  }
}

function invalid(problem: string): Message {
  return message('calendar/leave-invalid', { problem });
}

function withoutMention(text: string): string {
  return findMemberMention(text)?.rest ?? text.trim();
}
