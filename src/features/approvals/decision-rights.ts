import { type LocalDay, localDayOf, type WorkCalendar } from '../calendar/index.js';
import type { Member, MemberActor, Team } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import { authorityBy, delegatedTo } from './authority.js';

/** Everything that somebody may decide about today. */
export interface DecisionRights {
  readonly memberId: string;
  readonly calendar: WorkCalendar;
  /** The teams, and null for what is of no team. */
  readonly over: readonly {
    readonly team: Team | null;
    /** Of the team; the member's own where there is none. */
    readonly timeZone: string;
    /** There. */
    readonly today: LocalDay;
    readonly inPlaceOf: Member | null;
  }[];
}

export async function decisionRightsOf(
  deps: ApprovalDeps,
  actor: MemberActor,
): Promise<DecisionRights> {
  const { people, clock, calendars } = deps;
  const { memberId } = actor;
  const [teams, delegated, calendarOf] = await Promise.all([
    people.teams(),
    delegatedTo(deps, actor),
    calendars.calendarsOf([memberId]),
  ]);
  const calendar = calendarOf.get(memberId);
  if (!calendar) throw new Error(`${memberId} acts and is no member`);
  const over = [...teams, null].flatMap((team) => {
    const timeZone = team?.timeZone ?? actor.timeZone;
    const today = localDayOf(clock.now(), timeZone);
    const authority = authorityBy(actor, team, { today, delegated });
    return authority ? [{ team, timeZone, today, ...authority }] : [];
  });
  return { memberId, calendar, over };
}
