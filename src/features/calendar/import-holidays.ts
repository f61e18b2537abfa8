import { systemActor, type Team } from '../people/index.js';
import { type CalendarDeps, once } from './calendar-deps.js';
import type { SkippedEvent } from './holiday-file.js';
import { mostHolidays, withHolidays } from './holiday-text.js';
import { addLocalDays, localDayOf } from './local-day.js';
import { recordTeamHours } from './set-team-hours.js';
import type { Holiday } from './work-calendar.js';

const daysBefore = 366;
const daysAfter = 3 * 366;

/** What an import of holidays did, or in a dry run would do. */
export type HolidayImport =
  | { readonly kind: 'unreadable'; readonly fault: string; readonly line: number | null }
  | { readonly kind: 'too many holidays'; readonly most: number }
  | {
      readonly kind: 'read';
      readonly team: Team;
      readonly added: readonly Holiday[];
      /** Holidays on days that the team has as holidays already; these stay as they are. */
      readonly known: readonly Holiday[];
      readonly skipped: readonly SkippedEvent[];
    };

/** Adds the holidays of an iCalendar file, from a year ago to three years ahead, to a team's. */
export async function importHolidays(
  deps: CalendarDeps,
  { team, content, dryRun }: { team: Team; content: string; dryRun: boolean },
): Promise<HolidayImport> {
  const { readHolidayFile } = await import('./holiday-file.js');
  const today = localDayOf(deps.clock.now(), team.timeZone);
  const read = readHolidayFile(content, {
    first: addLocalDays(today, -daysBefore),
    last: addLocalDays(today, daysAfter),
  });
  if ('fault' in read) return { kind: 'unreadable', ...read };
  const request = { actor: systemActor, intentId: `import/${deps.newId()}` };
  const outcome = await once<HolidayImport>(deps, request, async (transaction) => {
    const before = await deps.store.ofTeam(team.id, transaction);
    const knownDays = new Set(before.holidays.map(({ day }) => day));
    const added = read.holidays.filter(({ day }) => !knownDays.has(day));
    const known = read.holidays.filter(({ day }) => knownDays.has(day));
    const holidays = withHolidays(before.holidays, added);
    if (holidays.length > mostHolidays) return { kind: 'too many holidays', most: mostHolidays };
    if (!dryRun && added.length > 0) {
      const after = { ...before, holidays, version: before.version + 1 };
      await deps.store.saveTeam(after, transaction);
      await recordTeamHours(deps, request, { before, after, from: null }, transaction);
    }
    return { kind: 'read', team, added, known, skipped: read.skipped };
  });
  if (outcome.kind === 'already handled') throw new Error(`The id ${request.intentId} came twice`);
  return outcome;
}
