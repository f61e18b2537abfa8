import { TZDate } from '@date-fns/tz';
import {
  addDays,
  differenceInCalendarDays,
  format,
  getISOWeek,
  getISOWeekYear,
  parseISO,
  startOfISOWeek,
} from 'date-fns';

/** A calendar day without zone, `YYYY-MM-DD`. */
export type LocalDay = string;

const dayFormat = 'yyyy-MM-dd';

/** The calendar day that `instant` falls on in the IANA zone `timeZone`. */
export function localDayOf(instant: Date, timeZone: string): LocalDay {
  return format(new TZDate(instant, timeZone), dayFormat);
}

/** The hour, 0 to 23, that clocks in `timeZone` show at `instant`. */
export function localHourOf(instant: Date, timeZone: string): number {
  return new TZDate(instant, timeZone).getHours();
}

/** The first instant of `day` in `timeZone`; after a gap at midnight, the first one that exists. */
export function startOfLocalDay(day: LocalDay, timeZone: string): Date {
  const date = parseISO(day);
  const start = new TZDate(date.getFullYear(), date.getMonth(), date.getDate(), timeZone);
  return new Date(start.getTime());
}

export function addLocalDays(day: LocalDay, days: number): LocalDay {
  return format(addDays(parseISO(day), days), dayFormat);
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function localDaysBetween(from: LocalDay, to: LocalDay): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/** The ISO 8601 week of `day`, `YYYY-Www`. */
export function isoWeekOf(day: LocalDay): string {
  const date = parseISO(day);
  return `${getISOWeekYear(date)}-W${String(getISOWeek(date)).padStart(2, '0')}`;
}

/** The Monday of the ISO week that `day` falls in. */
export function mondayOf(day: LocalDay): LocalDay {
  return format(startOfISOWeek(parseISO(day)), dayFormat);
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isLocalDay(text: string): text is LocalDay {
  const date = parseISO(text);
  return !Number.isNaN(date.getTime()) && format(date, dayFormat) === text;
}

/** Whether `name` is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
