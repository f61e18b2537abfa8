import { findMemberMention } from '../../mentions.js';
import type { Actor, Member, People } from '../../people/index.js';

/** The member that `text` names: a mention, `me`, or the exact name of an active member. */
export async function findMember(
  people: People,
  actor: Actor,
  text: string,
): Promise<Member | null> {
  const mention = findMemberMention(text);
  if (mention) return mention.rest === '' ? people.memberBySlackId(mention.slackId) : null;
  const name = text.replace(/^@/, '').toLowerCase();
  if (name === 'me' && actor.kind === 'member') return people.member(actor.memberId);
  const members = await people.activeMembers();
  return members.find((member) => member.name.toLowerCase() === name) ?? null;
}
