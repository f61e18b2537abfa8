import { tzOffset } from '@date-fns/tz';
import { type Weekday, weekdays } from '../../shared/weekdays.js';
import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';

/** A calendar day without zone, `YYYY-MM-DD`. Reckoned in UTC, whatever zone the process runs in. */
export type LocalDay = string;

/** Above every offset of a zone from UTC, which run from -12 h to +14 h. */
const widestOffset = 15 * millisecondsInHour;

type OffsetRange = readonly [least: number, greatest: number];

/** Looking an offset up takes 10 µs, and members share zones and days. */
const knownOffsets = new Map<string, OffsetRange>();
/** Reading and writing a day takes 0.5 µs, and a run does it a thousand times a task. */
const knownMidnights = new Map<LocalDay, number>();
const knownDays = new Map<number, LocalDay>();
/** Of each kind; beyond that all are forgotten. */
const mostKnown = 20_000;

/** The calendar day that `instant` falls on in the IANA zone `timeZone`. */
export function localDayOf(instant: Date, timeZone: string): LocalDay {
  return utcDay(clockTime(instant.getTime(), timeZone));
}

/** `instant` as clocks in `timeZone` show it, `YYYY-MM-DD HH:mm`. */
export function localDayAndTime(instant: Date, timeZone: string): string {
  const shown = new Date(clockTime(instant.getTime(), timeZone)).toISOString();
  return shown.slice(0, 16).replace('T', ' ');
}

/** The hour, 0 to 23, that clocks in `timeZone` show at `instant`. */
export function localHourOf(instant: Date, timeZone: string): number {
  return new Date(clockTime(instant.getTime(), timeZone)).getUTCHours();
}

/**
 * The first instant of `day` in `timeZone`: the first of two midnights, or the end of the gap in
 * which midnight was left out. For a day that the zone left out whole, the start of the next one.
 */
export function startOfLocalDay(day: LocalDay, timeZone: string): Date {
  return clockOf(day, timeZone)(0);
}

/**
 * Finds, for minutes of `day` (0 to 1440), the first instant at which clocks in `timeZone` show that
 * minute of the day or a later one: the first of two equal times, or the end of the gap in which the
 * time was left out.
 */
export function clockOf(day: LocalDay, timeZone: string): (minuteOfDay: number) => Date {
  const midnight = utcMidnight(day);
  const [least, greatest] = offsetsAround(day, timeZone);
  return (minuteOfDay) => {
    const shown = midnight + minuteOfDay * millisecondsInMinute;
    const [earliest, latest] = [shown - greatest, shown - least];
    const shows = (instant: number) => clockTime(instant, timeZone);
    if (earliest === latest || shows(earliest) === shown) return new Date(earliest);
    if (shows(latest) === shown) return new Date(latest);
    return new Date(firstBetween(earliest, latest, (instant) => shows(instant) >= shown));
  };
}

export function addLocalDays(day: LocalDay, days: number): LocalDay {
  return utcDay(utcMidnight(day) + days * millisecondsInDay);
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function localDaysBetween(from: LocalDay, to: LocalDay): number {
  return (utcMidnight(to) - utcMidnight(from)) / millisecondsInDay;
}

/** The ISO 8601 week of `day`, `YYYY-Www`; the year is that of the week's Thursday. */
export function isoWeekOf(day: LocalDay): string {
  const thursday = addLocalDays(mondayOf(day), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(localDaysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of the ISO week that `day` falls in. */
export function mondayOf(day: LocalDay): LocalDay {
  return addLocalDays(day, -daysSinceMonday(day));
}

/** 0 for a Monday to 6 for a Sunday. */
export function daysSinceMonday(day: LocalDay): number {
  return (new Date(utcMidnight(day)).getUTCDay() + 6) % 7;
}

/** The name of the day of the week that `day` is. */
export function weekdayOf(day: LocalDay): Weekday {
  return weekdays[daysSinceMonday(day)] ?? 'Monday';
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isLocalDay(text: string): text is LocalDay {
  const midnight = utcMidnight(text);
  return !Number.isNaN(midnight) && utcDay(midnight) === text;
}

/** What clocks in `timeZone` show at `instant`, as the instant at which those in UTC show it. */
function clockTime(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  const minutes = tzOffset(timeZone, new Date(instant));
  if (Number.isNaN(minutes)) throw new RangeError(`${timeZone} is not a time zone`);
  return minutes * millisecondsInMinute;
}

/** The least and the greatest offset that `timeZone` may have on `day`, in milliseconds. */
function offsetsAround(day: LocalDay, timeZone: string): OffsetRange {
  const key = `${timeZone}/${day}`;
  const known = knownOffsets.get(key);
  if (known) return known;
  const midnight = utcMidnight(day);
  const before = offsetAt(midnight - widestOffset, timeZone);
  const after = offsetAt(midnight + millisecondsInDay + widestOffset, timeZone);
  const range: OffsetRange = [Math.min(before, after), Math.max(before, after)];
  remember(knownOffsets, key, range);
  return range;
}

function utcMidnight(day: LocalDay): number {
  const known = knownMidnights.get(day);
  if (known !== undefined) return known;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (day.length === 10 && !Number.isNaN(midnight)) remember(knownMidnights, day, midnight);
  return midnight;
}

function utcDay(instant: number): LocalDay {
  const number = Math.floor(instant / millisecondsInDay);
  const known = knownDays.get(number);
  if (known !== undefined) return known;
  const day = new Date(instant).toISOString().slice(0, 10);
  remember(knownDays, number, day);
  return day;
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): void {
  if (known.size >= mostKnown) known.clear();
  known.set(key, value);
}

/** The first millisecond after `before`, up to `until`, from which on `holds` is true. */
function firstBetween(before: number, until: number, holds: (instant: number) => boolean): number {
  let [low, high] = [before, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
