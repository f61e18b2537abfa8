import { type Actor, isAllowed, type Member } from '../people/index.js';
import type { CalendarDeps } from './calendar-deps.js';
import { type MemberHours, type TeamHours } from './hours.js';
import { calendarFrom } from './read-calendars.js';
import type { WorkCalendar } from './work-calendar.js';

export interface Look {
  readonly actor: Actor;
  readonly memberId: string;
}

export type LookOutcome =
  | { readonly kind: 'unknown member' }
  | {
      /** Whether the actor may see and change everything, or see availability and hours alone. */
      readonly kind: 'everything' | 'availability';
      readonly member: Member;
      readonly calendar: WorkCalendar;
      readonly hours: MemberHours;
      readonly teamHours: TeamHours | null;
      readonly teamName: string | null;
      readonly now: Date;
    };

export async function look(
  { store, people, clock }: CalendarDeps,
  { actor, memberId }: Look,
): Promise<LookOutcome> {
  const member = await people.member(memberId);
  if (!member) return { kind: 'unknown member' };
  const { teamId } = member;
  const [team, hours] = await Promise.all([
    teamId === null ? null : people.team(teamId),
    store.ofMember(memberId),
  ]);
  const teamHours = team && (await store.ofTeam(team.id));
  const mayEdit = isAllowed(actor, 'edit_calendar', { memberIds: [memberId], teamId });
  return {
    kind: mayEdit ? 'everything' : 'availability',
    member,
    calendar: calendarFrom({ member, team, teamHours, hours }),
    hours,
    teamHours,
    teamName: team?.name ?? null,
    now: clock.now(),
  };
}
