export {
  addLocalDays,
  isLocalDay,
  isoWeekOf,
  isTimeZone,
  type LocalDay,
  localDayOf,
  localDaysBetween,
  localHourOf,
  mondayOf,
  startOfLocalDay,
} from './local-day.js';
