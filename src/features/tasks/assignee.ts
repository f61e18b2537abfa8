import type { Member, People } from '../people/index.js';
import type { AssigneeProblem } from './task-outcomes.js';
import { worksIn } from './task-permissions.js';

export type CheckedAssignee =
  | { readonly problem: AssigneeProblem }
  | { readonly problem: null; readonly member: Member };

/** Whether the member can be given work of the team. */
export async function checkAssignee(
  people: People,
  memberId: string,
  teamId: string,
): Promise<CheckedAssignee> {
  const [member, team] = await Promise.all([people.member(memberId), people.team(teamId)]);
  if (!member) return { problem: { kind: 'unknown member' } };
  if (!member.active) return { problem: { kind: 'inactive member', member } };
  if (!team || !worksIn(member, team)) {
    return { problem: { kind: 'not in team', member, teamName: team?.name ?? teamId } };
  }
  return { problem: null, member };
}
