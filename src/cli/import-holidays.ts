import type { App } from '../app.js';
import type { HolidayImport } from '../features/calendar/index.js';
import { teamNamed } from '../features/people/index.js';
import { type Output, table } from './output.js';
import { readTextFile } from './read-text-file.js';

export interface HolidayImportOptions {
  /** Name of the team whose holidays they are. */
  readonly team: string | undefined;
  readonly apply: boolean;
  readonly json: boolean;
}

/**
 * `crewchief import <file.ics>`: the holidays of a team from an iCalendar file. Without `apply` it
 * only says what would happen.
 * @returns the exit code: 1 when the file is refused, 2 when it cannot be read or no team is named.
 */
export async function importHolidaysFile(
  { services }: Pick<App, 'services'>,
  path: string,
  { team: name = '', apply, json }: HolidayImportOptions,
  output: Output,
): Promise<number> {
  const teams = await services.people.teams();
  const team = teamNamed(teams, name);
  if (!team) {
    const known = teams.map((one) => one.name).join(', ') || 'none yet';
    output.err(`Name the team whose holidays these are with --team. Teams: ${known}.\n`);
    return 2;
  }
  const content = await readTextFile(path, output);
  if (content === null) return 2;
  const result = await services.calendars.importHolidays({ team, content, dryRun: !apply });
  output.out(json ? `${JSON.stringify(result, null, 2)}\n` : describe(result, apply));
  return result.kind === 'read' ? 0 : 1;
}

function describe(result: HolidayImport, apply: boolean): string {
  switch (result.kind) {
    case 'unreadable': {
      const where = result.line === null ? '' : `line ${result.line}: `;
      return `${table([[`${where}${result.fault}`]])}Nothing was imported.\n`;
    }
    case 'too many holidays':
      return `A team has at most ${result.most} holidays.\nNothing was imported.\n`;
    case 'read': {
      const { team, added, known, skipped } = result;
      const rows = [
        ...added.map(({ day, name }) => ['add', day, name]),
        ...skipped.map(({ event, reason }) => ['skip', '', `${event}: ${reason}`]),
      ];
      const end = apply ? 'Imported.' : 'Dry run: nothing was written. Add --apply to import.';
      return `${table(rows)}${team.name}: ${added.length} to add, ${known.length} there already, ${skipped.length} skipped.\n${end}\n`;
    }
  }
}
