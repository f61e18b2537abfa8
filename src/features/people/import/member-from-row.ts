import type { Member } from '../member.js';
import { defaultWeeklyCapacityHours, memberFaults } from '../member-details.js';
import type { MemberRow, Refuse } from './rows.js';
import { teamNameKey } from '../team-details.js';

interface Context {
  /** Ids of the teams that there are, or will be, by the key of their name. */
  readonly teamIds: ReadonlyMap<string, string>;
  readonly firstAdminSlackIds: readonly string[];
  /** Of new members whose row names none. */
  readonly defaultTimeZone: string;
  readonly refuse: Refuse;
}

/** What a member is known by: the Slack id, or without one the name. */
export function memberKey({ slackId, name }: Pick<Member, 'slackId' | 'name'>): string {
  return slackId ?? `name ${name}`;
}

export function rowKey({ slack_id: slackId, name }: MemberRow): string {
  return memberKey(slackId === undefined ? { name } : { slackId, name });
}

/** The member that a row makes of `before`, or of nobody; null when the row is refused. */
export function memberFromRow(
  row: MemberRow,
  before: Member | null,
  id: string,
  { teamIds, firstAdminSlackIds, defaultTimeZone, refuse }: Context,
): Member | null {
  const { origin } = row;
  const timeZone = row.time_zone ?? before?.timeZone ?? defaultTimeZone;
  const teamId =
    row.team === undefined ? (before?.teamId ?? null) : teamIds.get(teamNameKey(row.team));
  if (teamId === undefined) {
    refuse(
      origin,
      'team',
      `There is no team ${row.team}. Describe it, with its channel and managers.`,
    );
    return null;
  }

  const email = row.email ?? before?.email;
  const configuredAdmin = row.slack_id !== undefined && firstAdminSlackIds.includes(row.slack_id);
  const member: Member = {
    id,
    kind: row.kind ?? before?.kind ?? 'person',
    name: row.name,
    ...(row.slack_id !== undefined && { slackId: row.slack_id }),
    ...(email !== undefined && { email }),
    teamId,
    role: row.role ?? (configuredAdmin ? 'admin' : (before?.role ?? 'engineer')),
    timeZone,
    skills: row.skills ?? before?.skills ?? [],
    weeklyCapacityHours:
      row.weekly_capacity_hours ?? before?.weeklyCapacityHours ?? defaultWeeklyCapacityHours,
    active: true,
    version: (before?.version ?? 0) + 1,
  };
  const { slackId, role } = memberFaults(member);
  if (slackId !== undefined) refuse(origin, 'slack_id', slackId);
  if (role !== undefined) refuse(origin, 'role', role);
  if (configuredAdmin && member.role !== 'admin') {
    refuse(origin, 'role', `The configuration names ${member.name} as an admin.`);
  }
  return member;
}
