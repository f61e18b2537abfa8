import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import type { CalendarDeps } from './calendar-deps.js';
import { CalendarEvents } from './calendar-events.js';
import type { CalendarService } from './calendar-service.js';
import { calendarChat } from './calendar-slack.js';
import { CalendarStore, calendarIndexes } from './calendar-store.js';
import { createCalendarService } from './create-service.js';

export type { CalendarService } from './calendar-service.js';
export type { HolidayImport } from './import-holidays.js';
export { isOnLeave } from './absence.js';
export {
  addLocalDays,
  clockOf,
  isLocalDay,
  isoWeekOf,
  type LocalDay,
  localDayAndTime,
  localDayOf,
  localDaysBetween,
  localHourOf,
  mondayOf,
  startOfLocalDay,
  weekdayOf,
} from './local-day.js';
export { dayInWords, momentInWords } from './words.js';
export { type DayPart, defaultCalendar, type Leave, type WorkCalendar } from './work-calendar.js';
export { fiveByEight, fourByTen, type WorkPattern, type WorkPeriod } from './work-pattern.js';
export {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDayStart,
  startOfWorkingDay,
  workingDaysBetween,
} from './working-days.js';
export { workingPeriodsOn } from './working-periods.js';
export {
  availabilityAt,
  isOnCallAt,
  isWorkingAt,
  nextWorkingMoment,
  workingHoursBetween,
  workingTimeBetween,
} from './working-time.js';

export type { CalendarChanged, TeamCalendarChanged } from './calendar-events.js';

export interface CalendarFeature {
  readonly calendars: CalendarService;
  /** The subscriber runs inside the transaction that changes a member's hours or leave. */
  readonly onCalendarChanged: CalendarEvents['onCalendarChanged'];
  readonly onTeamCalendarChanged: CalendarEvents['onTeamCalendarChanged'];
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
}

export function createCalendars(
  deps: Omit<CalendarDeps, 'store' | 'events'> & { readonly db: Db },
): CalendarFeature {
  const events = new CalendarEvents();
  const store = new CalendarStore(deps.db);
  const calendars = createCalendarService({ ...deps, store, events });
  const chat = calendarChat({ calendars, people: deps.people, logger: deps.logger });
  const { onCalendarChanged, onTeamCalendarChanged } = events;
  return { calendars, onCalendarChanged, onTeamCalendarChanged, chat, indexes: calendarIndexes };
}
