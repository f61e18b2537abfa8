import { message, type Message } from '../../../shared/message.js';
import type { Member, Team } from '../member.js';
import { personView } from '../person-view.js';

/** Marks the field that names another member. */
export function alreadyMember({ name, slackId }: Member): Readonly<Record<string, string>> {
  const problem = `${name} is a member already. Close this form and use /crew people edit.`;
  return slackId === undefined ? { name: problem } : { slackId: problem };
}

/** The answer to a request that has taken effect before: how the member is now. */
export function memberNow(member: Member | null): Message | null {
  return (
    member &&
    message('people/member-now', {
      who: personView(member),
      role: member.role,
      isActive: member.active,
    })
  );
}

export function namesOf(teams: readonly Team[]): string {
  return teams.map(({ name }) => name).join(', ');
}
