import { message, type Message } from '../../../shared/message.js';
import type { Subcommand } from '../../chat.js';
import type { MemberActor } from '../../people/index.js';
import { availabilityView, calendarView } from './calendar-view.js';
import { type ChatDeps, problemReply, subjectOf } from './chat-deps.js';

/** `/crew calendar [@member]` */
export function calendarSubcommand({ calendars, people }: ChatDeps): Subcommand {
  return {
    name: 'calendar',
    usage: '[@member]',
    summary: 'Show your hours, days off and weeks on call, or whether somebody is available',
    async run({ actor, text }) {
      const subject = await subjectOf(text, actor, people);
      if (subject === null || subject.rest !== '') return problemReply('unknown member');
      const seen = await calendars.look({ actor, memberId: subject.memberId });
      if (seen.kind === 'unknown member') return problemReply(seen.kind);
      if (seen.kind === 'availability') {
        return message('calendar/availability', availabilityView(seen));
      }
      const own = actor.kind === 'member' && actor.memberId === seen.member.id;
      const heading = own ? 'Your calendar' : `Calendar of ${seen.member.name}`;
      return message('calendar/calendar', { heading, own, ...calendarView(seen) });
    },
  };
}

/** The part of the Home tab with the member's own hours and leave. */
export async function calendarHome(
  { calendars }: ChatDeps,
  actor: MemberActor,
): Promise<Message | null> {
  const seen = await calendars.look({ actor, memberId: actor.memberId });
  return seen.kind === 'unknown member' ? null : message('calendar/home', calendarView(seen));
}
