import type { Logger } from '../../../shared/logger.js';
import type { Message } from '../../../shared/message.js';
import { message } from '../../../shared/message.js';
import { findMemberMention } from '../../mentions.js';
import { type Actor, logRefusal, type People } from '../../people/index.js';
import type { CalendarService } from '../calendar-service.js';
import type { Seen } from './calendar-view.js';

export interface ChatDeps {
  readonly calendars: CalendarService;
  readonly people: People;
  readonly logger: Logger;
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

/** The calendar of a member, to be changed. An attempt at one that is not the actor's to change is logged. */
export async function lookToEdit(
  { calendars, logger }: ChatDeps,
  actor: Actor,
  memberId: string,
): Promise<Seen | { readonly kind: 'unknown member' | 'not allowed' }> {
  const seen = await calendars.look({ actor, memberId });
  if (seen.kind !== 'availability') return seen;
  logRefusal(actor, logger, { permission: 'edit_calendar', memberIds: [memberId] });
  return { kind: 'not allowed' };
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
