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
import { withPatternFrom } from './dated-hours.js';
import { mostHolidays, withHolidays } from './holiday-text.js';
import type { TeamHours } from './hours.js';
import { type LocalDay, localDayOf } from './local-day.js';
import type { Holiday } from './work-calendar.js';
import type { WorkPattern } from './work-pattern.js';

export interface SetTeamHours extends Requested {
  readonly teamId: string;
  /** The version in which the actor saw the hours. */
  readonly version: number;
  readonly pattern: WorkPattern;
  /** The first day on which the pattern holds; by default the team's today. */
  readonly from?: LocalDay;
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
      readonly kind: 'unchanged' | 'stale';
      readonly team: Team;
      readonly hours: TeamHours;
    }
  | {
      readonly kind: 'changed';
      readonly team: Team;
      readonly hours: TeamHours;
      /** Null when the pattern stayed. */
      readonly from: LocalDay | null;
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
  const from = request.from ?? localDayOf(deps.clock.now(), team.timeZone);
  return once<SetTeamHoursOutcome>(deps, request, async (transaction) => {
    const hours = await deps.store.ofTeam(teamId, transaction);
    if (hours.version !== version) return { kind: 'stale', team, hours };
    const kept = hours.holidays.filter(({ day }) => !request.removedHolidays.includes(day));
    const twice = kept.find(({ day }) => request.addedHolidays.some((one) => one.day === day));
    if (twice) return { kind: 'holiday twice', holiday: twice };
    const holidays = withHolidays(kept, request.addedHolidays);
    if (holidays.length > mostHolidays) return { kind: 'too many holidays' };
    const before = { ...hours, earlier: hours.earlier ?? [] };
    const dated = withPatternFrom(hours, pattern, from);
    const changed: TeamHours = { ...hours, ...dated, membersSetHours, holidays };
    if (isDeepStrictEqual(before, changed)) return { kind: 'unchanged', team, hours };
    const saved = { ...changed, version: version + 1 };
    await deps.store.saveTeam(saved, transaction);
    const isSamePattern = isDeepStrictEqual({ ...before, ...dated }, before);
    const changedFrom = isSamePattern ? null : from;
    const change = { before: hours, after: saved, from: changedFrom };
    await recordTeamHours(deps, request, change, transaction);
    return { kind: 'changed', team, hours: saved, from: changedFrom };
  });
}

/** Writes the audit entry of a team's new hours. */
export function recordTeamHours(
  deps: CalendarDeps,
  request: Requested,
  {
    before,
    after,
    from,
  }: { readonly before: TeamHours; readonly after: TeamHours; readonly from: LocalDay | null },
  transaction: Parameters<typeof record>[3],
): Promise<void> {
  const { teamId, version: _, earlier: __, ...was } = before;
  const { teamId: ___, earlier: ____, ...is } = after;
  return record(
    deps,
    request,
    { subject: `calendar of team ${teamId}`, before: was, after: { ...is, ...(from && { from }) } },
    transaction,
  );
}
