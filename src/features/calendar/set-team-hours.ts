import { isDeepStrictEqual } from 'node:util';
import type { Team } from '../people/index.js';
import {
  allows,
  type CalendarDeps,
  type Handled,
  once,
  record,
  type Requested,
} from './calendar-deps.js';
import { mostHolidays, withHolidays } from './holiday-text.js';
import type { TeamHours } from './hours.js';
import type { LocalDay } from './local-day.js';
import type { Holiday } from './work-calendar.js';
import type { WorkPattern } from './work-pattern.js';

export interface SetTeamHours extends Requested {
  readonly teamId: string;
  /** The version in which the actor saw the hours. */
  readonly version: number;
  readonly pattern: WorkPattern;
  readonly membersSetHours: boolean;
  readonly addedHolidays: readonly Holiday[];
  /** Days that are holidays no longer. */
  readonly removedHolidays: readonly LocalDay[];
}

export type SetTeamHoursOutcome =
  | { readonly kind: 'unknown team' | 'not allowed' }
  | { readonly kind: 'holiday twice'; readonly holiday: Holiday }
  | { readonly kind: 'too many holidays' }
  | {
      readonly kind: 'changed' | 'unchanged' | 'stale';
      readonly team: Team;
      readonly hours: TeamHours;
    }
  | Handled;

/** Decides a team's hours and holidays. */
export async function setTeamHours(
  deps: CalendarDeps,
  request: SetTeamHours,
): Promise<SetTeamHoursOutcome> {
  const { actor, teamId, version, pattern, membersSetHours } = request;
  const team = await deps.people.team(teamId);
  if (!team) return { kind: 'unknown team' };
  if (!allows(deps, actor, 'manage_team', { teamId })) return { kind: 'not allowed' };
  return once<SetTeamHoursOutcome>(deps, request, async (transaction) => {
    const hours = await deps.store.ofTeam(teamId, transaction);
    if (hours.version !== version) return { kind: 'stale', team, hours };
    const kept = hours.holidays.filter(({ day }) => !request.removedHolidays.includes(day));
    const twice = kept.find(({ day }) => request.addedHolidays.some((one) => one.day === day));
    if (twice) return { kind: 'holiday twice', holiday: twice };
    const holidays = withHolidays(kept, request.addedHolidays);
    if (holidays.length > mostHolidays) return { kind: 'too many holidays' };
    const changed: TeamHours = { ...hours, pattern, membersSetHours, holidays };
    if (isDeepStrictEqual(hours, changed)) return { kind: 'unchanged', team, hours };
    const saved = { ...changed, version: version + 1 };
    await deps.store.saveTeam(saved, transaction);
    await recordTeamHours(deps, request, { before: hours, after: saved }, transaction);
    return { kind: 'changed', team, hours: saved };
  });
}

/** Writes the audit entry of a team's new hours. */
export function recordTeamHours(
  deps: CalendarDeps,
  request: Requested,
  { before, after }: { readonly before: TeamHours; readonly after: TeamHours },
  transaction: Parameters<typeof record>[3],
): Promise<void> {
  const { teamId, version: _, ...was } = before;
  const { teamId: __, ...is } = after;
  return record(
    deps,
    request,
    { subject: `calendar of team ${teamId}`, before: was, after: is },
    transaction,
  );
}
