import { findMemberMention } from '../../mentions.js';
import type { Member } from '../member.js';
import type { People } from '../people-service.js';

/** The member that `text` mentions, or the only active one whose whole name it is. */
export async function findMember(text: string, people: People): Promise<Member | null> {
  const found = findMemberMention(text);
  if (found) return people.memberBySlackId(found.slackId);
  const members = await people.activeMembers();
  const namesakes = members.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  return namesakes.length === 1 ? (namesakes[0] ?? null) : null;
}
