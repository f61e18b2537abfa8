import type { CalendarDeps } from './calendar-deps.js';
import type { CalendarService } from './calendar-service.js';
import { addLeave, removeLeave } from './change-leave.js';
import { importHolidays } from './import-holidays.js';
import { lookAtTeam } from './look-at-team.js';
import { look } from './look.js';
import { calendarsOf, teamCalendarFrom } from './read-calendars.js';
import { setHours } from './set-hours.js';
import { setOnCall } from './set-on-call.js';
import { setTeamHours } from './set-team-hours.js';

export function createCalendarService(deps: CalendarDeps): CalendarService {
  return {
    async calendarOf(memberId) {
      const calendar = (await calendarsOf(deps, [memberId])).get(memberId);
      if (!calendar) throw new Error(`There is no member ${memberId}`);
      return calendar;
    },
    calendarsOf: (memberIds) => calendarsOf(deps, memberIds),
    calendarOfTeam: async (team) => teamCalendarFrom(team, await deps.store.ofTeam(team.id)),
    look: (request) => look(deps, request),
    lookAtTeam: (request) => lookAtTeam(deps, request),
    setHours: (request) => setHours(deps, request),
    setTeamHours: (request) => setTeamHours(deps, request),
    addLeave: (request) => addLeave(deps, request),
    removeLeave: (request) => removeLeave(deps, request),
    setOnCall: (request) => setOnCall(deps, request),
    importHolidays: (request) => importHolidays(deps, request),
  };
}
