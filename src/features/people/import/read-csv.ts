import { isDeepStrictEqual } from 'node:util';
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import {
  type FileFault,
  type MemberRow,
  memberRow,
  type ReadPeople,
  type TeamRow,
  teamRow,
} from './rows.js';
import { teamNameKey } from '../team-details.js';

const teamColumns = ['team_channel', 'team_managers'];
const columns = [...Object.keys(memberRow.shape), ...teamColumns];

type Cells = Readonly<Record<string, string>>;

interface Line {
  readonly number: number;
  readonly cells: Cells;
}

/**
 * Reads members from CSV (RFC 4180, UTF-8) with a line of column names. Every column but `name` may
 * be missing, and every cell but a name empty. `team_channel` and `team_managers` (Slack ids,
 * separated by `;`) describe the team named in the same line; one line of each team is enough.
 */
export function readPeopleCsv(content: string): ReadPeople {
  const lines = readLines(content);
  if ('faults' in lines) return lines;
  const faults: FileFault[] = [];
  const members: MemberRow[] = [];
  const teams = new Map<string, TeamRow>();

  for (const { number, cells } of lines) {
    const { team_channel, team_managers, ...memberCells } = cells;
    const member = memberRow.safeParse(memberCells);
    if (member.success) members.push({ ...member.data, origin: { line: number, path: '' } });
    else faults.push(...faultsOf(member.error, number));
    if (team_channel === undefined && team_managers === undefined) continue;

    const team = readTeam(cells);
    if (!team.success) {
      faults.push(...faultsOf(team.error, number, columnOfTeamField));
      continue;
    }
    const key = teamNameKey(team.data.name);
    const origin = { line: number, path: 'team_' };
    const merged = merge(teams.get(key), { ...team.data, origin });
    if (merged) teams.set(key, merged);
    else faults.push({ line: number, field: 'team', problem: 'Another line says otherwise.' });
  }
  return faults.length > 0 ? { faults } : { rows: { members, teams: [...teams.values()] } };
}

/** The lines after the column names, empty cells left out. */
function readLines(content: string): readonly Line[] | { faults: readonly FileFault[] } {
  let names: readonly string[] = [];
  try {
    const records = parse(content, {
      trim: true,
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      columns: (header: readonly string[]) => {
        names = header.map((name) =>
          name
            .trim()
            .toLowerCase()
            .replace(/[\s-]+/g, '_'),
        );
        return [...names];
      },
    }) as unknown as { record: Cells; info: { lines: number } }[];
    const faults = headerFaults(names);
    if (faults.length > 0) return { faults };
    return records.map(({ record, info }) => ({
      number: info.lines - lineBreaksIn(Object.values(record)),
      cells: Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== '')),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { faults: [{ line, field: '', problem: error.message }] };
  }
}

function headerFaults(names: readonly string[]): readonly FileFault[] {
  const known = `The columns are ${columns.join(', ')}.`;
  if (names.length === 0) {
    return [{ line: 1, field: '', problem: `There is no line of column names. ${known}` }];
  }
  return names.flatMap((field, index) => {
    if (!columns.includes(field)) {
      return [{ line: 1, field, problem: `There is no such column. ${known}` }];
    }
    const again = names.indexOf(field) < index;
    return again ? [{ line: 1, field, problem: 'This column is there twice.' }] : [];
  });
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.join('').match(/\r\n|[\n\r]/g)?.length ?? 0;
}

function readTeam({ team, team_channel, team_managers }: Cells) {
  return teamRow.safeParse({
    name: team,
    ...(team_channel !== undefined && { channel: team_channel }),
    ...(team_managers !== undefined && {
      managers: team_managers.split(/[;,\s]+/).filter(Boolean),
    }),
  });
}

function columnOfTeamField(field: string): string {
  return field === 'name' ? 'team' : `team_${field}`;
}

function faultsOf(
  { issues }: z.ZodError,
  line: number,
  columnOf: (field: string) => string = (field) => field,
): readonly FileFault[] {
  return issues.map(({ path, message }) => ({
    line,
    field: columnOf(String(path[0] ?? '')),
    problem: message,
  }));
}

/** What two lines say about one team; null when they contradict each other. */
function merge(first: TeamRow | undefined, second: TeamRow): TeamRow | null {
  if (!first) return second;
  const { origin: _, name: __, ...said } = second;
  const contradicts = Object.entries(said).some(
    ([field, value]) => field in first && !isDeepStrictEqual(first[field as keyof TeamRow], value),
  );
  return contradicts ? null : { ...first, ...said };
}
