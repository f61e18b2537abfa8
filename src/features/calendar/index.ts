export {
  addLocalDays,
  isLocalDay,
  isoWeekOf,
  isTimeZone,
  type LocalDay,
  localDayAndTime,
  localDayOf,
  localDaysBetween,
  localHourOf,
  mondayOf,
  startOfLocalDay,
} from './local-day.js';
