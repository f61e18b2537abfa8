import { type Message, message } from '../../../shared/message.js';
import { findMemberMention } from '../../mentions.js';
import type { Member } from '../member.js';
import type { People } from '../people-service.js';

export type FoundMember =
  | { readonly kind: 'found'; readonly member: Member }
  | { readonly kind: 'unknown member' }
  | Namesakes;

/** Several active members whom only a mention tells apart. */
export interface Namesakes {
  readonly kind: 'namesakes';
  readonly name: string;
}

/** The member whom the whole of `text` mentions, or the only active one who is called so. */
export async function findMember(
  people: Pick<People, 'memberBySlackId' | 'activeMembers'>,
  text: string,
): Promise<FoundMember> {
  const mention = findMemberMention(text);
  if (mention) {
    return foundMember(mention.rest === '' ? await people.memberBySlackId(mention.slackId) : null);
  }
  const wanted = text.replace(/^@/, '').toLowerCase();
  const members = await people.activeMembers();
  const [first = null, second] = members.filter(({ name }) => name.toLowerCase() === wanted);
  return first && second ? { kind: 'namesakes', name: first.name } : foundMember(first);
}

export function foundMember(member: Member | null): FoundMember {
  return member ? { kind: 'found', member } : { kind: 'unknown member' };
}

export function namesakesReply({ name }: Namesakes): Message {
  return message('people/namesakes', { name });
}
