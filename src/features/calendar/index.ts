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
  type Weekday,
  weekdays,
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
