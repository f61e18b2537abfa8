import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import type { CalendarDeps } from './calendar-deps.js';
import type { CalendarService } from './calendar-service.js';
import { calendarChat } from './calendar-slack.js';
import { CalendarStore, calendarIndexes } from './calendar-store.js';
import { createCalendarService } from './create-service.js';

export type { CalendarService } from './calendar-service.js';
export type { HolidayImport } from './import-holidays.js';
export { isOnLeave } from './absence.js';
export type { Interval } from './interval.js';
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
} from './local-day.js';
export {
  type DayPart,
  defaultCalendar,
  type Holiday,
  type Leave,
  type WorkCalendar,
} from './work-calendar.js';
export {
  fiveByEight,
  fourByTen,
  type WorkPattern,
  type WorkPeriod,
  type WorkWeek,
} from './work-pattern.js';
export {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDayStart,
  startOfWorkingDay,
  workingDaysBetween,
} from './working-days.js';
export { workingPeriodsOn } from './working-periods.js';
export {
  type Availability,
  availabilityAt,
  isOnCallAt,
  isWorkingAt,
  nextWorkingMoment,
  workingHoursBetween,
  workingTimeBetween,
} from './working-time.js';

export interface CalendarFeature {
  readonly calendars: CalendarService;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
}

export function createCalendars(
  deps: Omit<CalendarDeps, 'store'> & { readonly db: Db },
): CalendarFeature {
  const calendars = createCalendarService({ ...deps, store: new CalendarStore(deps.db) });
  const chat = calendarChat({ calendars, people: deps.people });
  return { calendars, chat, indexes: calendarIndexes };
}
export { type Weekday, weekdays } from '../../shared/weekdays.js';
