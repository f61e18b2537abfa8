import type { NewId } from '../../../shared/ids.js';
import { type Change, changesOf, differenceBetween } from '../changes.js';
import { checkRoster, type PlannedRow, type Roster } from './checks.js';
import { memberFromRow, memberKey, rowKey } from './member-from-row.js';
import { teamFromRow } from './team-from-row.js';
import type { Member, Team } from '../member.js';
import type { FileFault, MemberRow, Origin, PeopleRows, Refuse, TeamRow } from './rows.js';
import { teamNameKey } from '../team-details.js';

/** A record to be added (`before` is null) or to be changed. */
export interface PlannedWrite<Subject> {
  readonly before: Subject | null;
  readonly after: Subject;
  readonly changes: readonly Change[];
}

/** What an import would do. With refusals nothing may be written. */
export interface ImportPlan {
  readonly teams: readonly PlannedWrite<Team>[];
  readonly members: readonly PlannedWrite<Member>[];
  /** How many rows say what is already so. */
  readonly unchanged: number;
  readonly refused: readonly FileFault[];
}

export interface ImportSettings {
  readonly newId: NewId;
  readonly firstAdminSlackIds: readonly string[];
  /** IANA name, for new members whose row names no zone. */
  readonly defaultTimeZone: string;
}

/**
 * Compares the rows of a file with what is there. A member is known by the Slack id, or without one
 * by the name; a team by its name. What a row leaves out stays as it is, and so do members and teams
 * that no row names. A row about a member who was removed takes them back.
 */
export function planImport(
  roster: Roster,
  rows: PeopleRows,
  { newId, firstAdminSlackIds, defaultTimeZone }: ImportSettings,
): ImportPlan {
  const refused: FileFault[] = [];
  const refuse: Refuse = ({ line, path }, field, problem) =>
    refused.push({ line, field: path + field, problem });

  const teamRows = onceEach(rows.teams, ({ name }) => teamNameKey(name), refuse);
  const memberRows = onceEach(rows.members, rowKey, refuse);
  const teamsByKey = new Map(roster.teams.map((team) => [teamNameKey(team.name), team]));
  const membersByKey = new Map(roster.members.map((member) => [memberKey(member), member]));
  const teamIds = new Map([...teamsByKey].map(([key, { id }]) => [key, id]));
  for (const key of teamRows.keys()) teamIds.set(key, teamIds.get(key) ?? newId());

  const members = [...memberRows].flatMap(([key, row]): PlannedRow<MemberRow, Member>[] => {
    const before = membersByKey.get(key) ?? null;
    const id = before?.id ?? newId();
    const after = memberFromRow(row, before, id, {
      teamIds,
      firstAdminSlackIds,
      defaultTimeZone,
      refuse,
    });
    return after ? [{ row, before, after }] : [];
  });
  const membersAfter = replaced(roster.members, members);
  const teams = [...teamRows].flatMap(([key, row]): PlannedRow<TeamRow, Team>[] => {
    const before = teamsByKey.get(key) ?? null;
    const id = teamIds.get(key) ?? newId();
    const after = teamFromRow(row, before, id, { members: membersAfter, refuse });
    return after ? [{ row, before, after }] : [];
  });

  const after = { members: membersAfter, teams: replaced(roster.teams, teams) };
  checkRoster({ before: roster, after, members, teams, refuse });
  const memberWrites = members.flatMap(write);
  const teamWrites = teams.flatMap(write);
  const unchanged = members.length + teams.length - memberWrites.length - teamWrites.length;
  return { members: memberWrites, teams: teamWrites, unchanged, refused };
}

/** Rows by key; a second row with the same key is refused. */
function onceEach<Row extends { origin: Origin; name: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  refuse: Refuse,
): ReadonlyMap<string, Row> {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    if (byKey.has(key)) refuse(row.origin, 'name', `The file names ${row.name} (${key}) twice.`);
    else byKey.set(key, row);
  }
  return byKey;
}

function replaced<Subject extends { id: string }>(
  subjects: readonly Subject[],
  rows: readonly { after: Subject }[],
): readonly Subject[] {
  return [
    ...new Map(
      [...subjects, ...rows.map(({ after }) => after)].map((one) => [one.id, one]),
    ).values(),
  ];
}

function write<Subject extends object>({
  before,
  after,
}: PlannedRow<unknown, Subject>): PlannedWrite<Subject>[] {
  if (!before) return [{ before, after, changes: [] }];
  const difference = differenceBetween(before, after);
  return difference ? [{ before, after, changes: changesOf(difference) }] : [];
}
