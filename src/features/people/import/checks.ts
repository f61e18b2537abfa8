import type { Member, Team } from '../member.js';
import type { MemberRow, Refuse, TeamRow } from './rows.js';
import { canManageTeams } from '../team-details.js';

/** Everybody and every team there is, members who left included. */
export interface Roster {
  readonly members: readonly Member[];
  readonly teams: readonly Team[];
}

/** A row with the record that it is about, null for a new one, and what it makes of it. */
export interface PlannedRow<Row, Subject> {
  readonly row: Row;
  readonly before: Subject | null;
  readonly after: Subject;
}

interface Planned {
  readonly before: Roster;
  readonly after: Roster;
  readonly members: readonly PlannedRow<MemberRow, Member>[];
  readonly teams: readonly PlannedRow<TeamRow, Team>[];
  readonly refuse: Refuse;
}

/** Refuses what breaks a rule over several members: who may manage teams, and that an admin stays. */
export function checkRoster({ before, after, members, teams, refuse }: Planned): void {
  const membersById = new Map(after.members.map((member) => [member.id, member]));
  for (const team of after.teams) {
    for (const manager of team.managerIds.flatMap((id) => membersById.get(id) ?? [])) {
      if (canManageTeams(manager)) continue;
      const problem = `${manager.name} is to manage ${team.name}, which takes the role manager or admin.`;
      const memberRow = members.find(({ after: { id } }) => id === manager.id)?.row;
      const teamRow = teams.find(({ after: { id } }) => id === team.id)?.row;
      if (teamRow) refuse(teamRow.origin, 'managers', problem);
      else if (memberRow) refuse(memberRow.origin, 'role', problem);
    }
  }

  const isAdmin = ({ active, role }: Member) => active && role === 'admin';
  if (before.members.some(isAdmin) && !after.members.some(isAdmin)) {
    refuse({ line: null, path: '' }, 'role', 'No admin would be left.');
  }
}
