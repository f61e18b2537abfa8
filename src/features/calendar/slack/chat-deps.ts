import type { Message } from '../../../shared/message.js';
import { message } from '../../../shared/message.js';
import { findMemberMention } from '../../mentions.js';
import type { Actor, People } from '../../people/index.js';
import type { CalendarService } from '../calendar-service.js';

export interface ChatDeps {
  readonly calendars: CalendarService;
  readonly people: People;
}

/** Whom a command is about: the member mentioned, or else the actor; null for a stranger. */
export async function subjectOf(
  text: string,
  actor: Actor,
  people: People,
): Promise<{ readonly memberId: string; readonly rest: string } | null> {
  const mention = findMemberMention(text);
  if (!mention) return actor.kind === 'member' ? { memberId: actor.memberId, rest: text } : null;
  const member = await people.memberBySlackId(mention.slackId);
  return member && { memberId: member.id, rest: mention.rest };
}

/** The answers to requests that are about nobody, not the actor's to make, or made before. */
export function problemReply(
  kind: 'unknown member' | 'unknown team' | 'not allowed' | 'already handled',
): Message {
  switch (kind) {
    case 'unknown member':
      return message('calendar/unknown-member', {});
    case 'unknown team':
      return message('calendar/unknown-team', {});
    case 'not allowed':
      return message('calendar/not-allowed', {});
    case 'already handled':
      return message('chat/already-handled', {});
  }
}
