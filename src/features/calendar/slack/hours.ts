import { message } from '../../../shared/message.js';
import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  ModalReply,
  Subcommand,
} from '../../chat.js';
import { lastChangeFrom } from '../dated-hours.js';
import { localDayOf } from '../local-day.js';
import type { SetHoursOutcome } from '../set-hours.js';
import { editHours } from './actions.js';
import { type ChatDeps, lookToEdit, problemReply, subjectOf } from './chat-deps.js';
import { patternFields, readPattern } from './pattern-fields.js';
import { dayInWords } from '../words.js';
import { readSubject, writeSubject } from './subject.js';

/** `/crew calendar hours` */
export function hoursSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'calendar hours',
    usage: '[@member]',
    summary: 'Change when you work, from a day on: periods of each day, days off, rotations',
    opensModal: () => true,
    async run({ actor, text }) {
      const subject = await subjectOf(text, actor, deps.people);
      return subject === null || subject.rest !== ''
        ? problemReply('unknown member')
        : openForm(deps, actor, subject.memberId);
    },
  };
}

export function editHoursButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: editHours,
    opensModal: true,
    run: ({ actor, value }) => openForm(deps, actor, value),
  };
}

export function editHoursModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: editHours,
    async submit({ actor, intentId, values, metadata }) {
      const { id: memberId, version } = readSubject(metadata);
      const seen = await deps.calendars.look({ actor, memberId });
      if (seen.kind === 'unknown member') return { reply: problemReply(seen.kind) };
      const read = readPattern(values, localDayOf(seen.now, seen.calendar.timeZone));
      if ('faults' in read) return { errors: read.faults };
      const outcome = await deps.calendars.setHours({
        actor,
        intentId,
        memberId,
        version,
        pattern: read.pattern,
        from: read.from,
      });
      return replyTo(outcome);
    },
  };
}

async function openForm(
  deps: ChatDeps,
  actor: CommandRequest['actor'],
  memberId: string,
): Promise<ChatReply> {
  const seen = await lookToEdit(deps, actor, memberId);
  if (!('hours' in seen)) return problemReply(seen.kind);
  const { calendar, hours, member, teamHours, now } = seen;
  const from = lastChangeFrom(hours, localDayOf(now, calendar.timeZone));
  const own = actor.kind === 'member' && actor.memberId === memberId;
  return {
    callbackId: editHours,
    title: 'Working hours',
    metadata: writeSubject({ id: member.id, version: hours.version }),
    intro: message('calendar/hours-form', {
      name: own ? null : member.name,
      timeZone: calendar.timeZone,
      decidedByTeam: teamHours?.membersSetHours === false,
    }),
    fields: patternFields(calendar.pattern, teamHours && hours.pattern === null, from),
  };
}

function replyTo(outcome: SetHoursOutcome): ModalReply {
  switch (outcome.kind) {
    case 'set by team':
      return { errors: { preset: 'The team decides its hours. Ask those who manage it.' } };
    case 'changed':
      return {
        reply: message('calendar/hours-changed', {
          name: outcome.member.name,
          from: dayInWords(outcome.from),
        }),
      };
    case 'unchanged':
      return { reply: message('calendar/hours-unchanged', { name: outcome.member.name }) };
    case 'stale': {
      const { id, name } = outcome.member;
      const actions = { edit: { actionId: editHours, value: id } };
      return { reply: message('calendar/hours-stale', { name, actions }) };
    }
    case 'unknown member':
    case 'not allowed':
    case 'already handled':
      return { reply: problemReply(outcome.kind) };
  }
}
