import type { AddLeave, AddLeaveOutcome, RemoveLeave, RemoveLeaveOutcome } from './change-leave.js';
import type { Team } from '../people/index.js';
import type { HolidayImport } from './import-holidays.js';
import type { LookOutcome, Look } from './look.js';
import type { SetHours, SetHoursOutcome } from './set-hours.js';
import type { SetOnCall, SetOnCallOutcome } from './set-on-call.js';
import type { SetTeamHours, SetTeamHoursOutcome } from './set-team-hours.js';
import type { TeamLookOutcome, TeamLook } from './look-at-team.js';
import type { WorkCalendar } from './work-calendar.js';

/** When people work: for other features as calendars, for people to see and change. */
export interface CalendarService {
  /** @throws when there is no such member. */
  calendarOf(memberId: string): Promise<WorkCalendar>;
  /** By member, without those who do not exist; in four queries, however many there are. */
  calendarsOf(memberIds: readonly string[]): Promise<ReadonlyMap<string, WorkCalendar>>;
  /** The days and hours of a team, in its zone. */
  calendarOfTeam(team: Pick<Team, 'id' | 'timeZone'>): Promise<WorkCalendar>;
  /** What the actor may see of a member's calendar. */
  look(request: Look): Promise<LookOutcome>;
  lookAtTeam(request: TeamLook): Promise<TeamLookOutcome>;
  setHours(request: SetHours): Promise<SetHoursOutcome>;
  setTeamHours(request: SetTeamHours): Promise<SetTeamHoursOutcome>;
  addLeave(request: AddLeave): Promise<AddLeaveOutcome>;
  removeLeave(request: RemoveLeave): Promise<RemoveLeaveOutcome>;
  setOnCall(request: SetOnCall): Promise<SetOnCallOutcome>;
  importHolidays(request: {
    readonly team: Team;
    readonly content: string;
    readonly dryRun: boolean;
  }): Promise<HolidayImport>;
}
