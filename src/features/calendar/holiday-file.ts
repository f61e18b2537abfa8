import ICAL from 'ical.js';
import { toError } from '../../shared/errors.js';
import { holidayName, mostHolidays, withHolidays } from './holiday-text.js';
import { addLocalDays, isLocalDay, type LocalDay, localDaysBetween } from './local-day.js';
import type { Holiday } from './work-calendar.js';

export const largestHolidayFile = 1_000_000;
/** Repetitions are looked through up to here, so that none goes on for ever. */
const mostRepetitions = 1_000;
const longestHolidayDays = 60;

/** Why an event is not taken. */
export interface SkippedEvent {
  readonly event: string;
  readonly reason: string;
}

export type HolidayFile =
  | { readonly fault: string; readonly line: number | null }
  | { readonly holidays: readonly Holiday[]; readonly skipped: readonly SkippedEvent[] };

/** The days to take holidays from, both included. */
export interface DayRange {
  readonly first: LocalDay;
  readonly last: LocalDay;
}

/**
 * The whole-day events of an iCalendar file (RFC 5545) on the days of `range`, repetitions and
 * several days each by itself.
 */
export function readHolidayFile(content: string, range: DayRange): HolidayFile {
  if (content.length > largestHolidayFile) {
    return { line: null, fault: 'The file is larger than 1 MB, too much for holidays.' };
  }
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s*$/im.test(content)) {
    return { line: 1, fault: 'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.' };
  }
  const parsed = parse(content);
  if ('fault' in parsed) return parsed;
  const events = parsed.components.flatMap((component) => component.getAllSubcomponents('vevent'));
  if (events.length === 0) return { line: null, fault: 'The file has no events.' };
  const read = events.map((event) => readEvent(event, range));
  const skipped = read.filter((event) => 'reason' in event);
  const holidays = withHolidays(
    [],
    read.flatMap((event) => ('holidays' in event ? event.holidays : [])),
  );
  return holidays.length > mostHolidays
    ? { line: null, fault: `The file has more than ${mostHolidays} days of holidays.` }
    : { holidays, skipped };
}

function parse(
  content: string,
): { fault: string; line: number | null } | { components: readonly ICAL.Component[] } {
  try {
    const parsed = ICAL.parse(content.replace(/^\uFEFF/, '').trim()) as unknown[];
    const calendars = Array.isArray(parsed[0]) ? parsed : [parsed];
    return { components: calendars.map((calendar) => new ICAL.Component(calendar as unknown[])) };
  } catch (error) {
    const { message } = toError(error);
    const quoted = /"([^"]*)"$/.exec(message)?.[1] ?? '';
    const index = content
      .split(/\r?\n/)
      .findIndex((line) => quoted !== '' && line.trim() === quoted);
    return { line: index < 0 ? null : index + 1, fault: `The file cannot be read: ${message}.` };
  }
}

function readEvent(
  component: ICAL.Component,
  range: DayRange,
): SkippedEvent | { readonly holidays: readonly Holiday[] } {
  const name = holidayName(String(component.getFirstPropertyValue('summary') ?? ''));
  const skip = (reason: string) => ({ event: name, reason });
  const startProperty = component.getFirstProperty('dtstart');
  const start = startProperty?.getFirstValue();
  if (!(start instanceof ICAL.Time)) return skip('it has no day on which it begins');
  if (!start.isDate) return skip('it begins at a time of day; holidays are whole days');
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return skip('it is cancelled');
  const written = String(startProperty?.toJSON()[3]);
  if (!isLocalDay(written)) return skip('the day on which it begins does not exist');
  try {
    return { holidays: occurrences(new ICAL.Event(component), name, range) };
  } catch (error) {
    return skip(toError(error).message);
  }
}

/** @throws when the event lasts too long or repeats in a way that cannot be followed. */
function occurrences(event: ICAL.Event, name: string, range: DayRange): readonly Holiday[] {
  const length = Math.max(1, localDaysBetween(dayOf(event.startDate), dayOf(event.endDate)));
  if (length > longestHolidayDays)
    throw new Error(`it lasts longer than ${longestHolidayDays} days`);
  const starts = event.isRecurring() ? repetitions(event, range) : [dayOf(event.startDate)];
  return starts
    .flatMap((start) => Array.from({ length }, (_, days) => addLocalDays(start, days)))
    .filter((day) => range.first <= day && day <= range.last)
    .map((day) => ({ day, part: 'whole day' as const, name }));
}

function repetitions(event: ICAL.Event, { last }: DayRange): readonly LocalDay[] {
  const iterator = event.iterator();
  const starts: LocalDay[] = [];
  for (let count = 0; count < mostRepetitions; count++) {
    const next = iterator.next() as ICAL.Time | undefined;
    if (!next || dayOf(next) > last) return starts;
    starts.push(dayOf(next));
  }
  throw new Error(`it repeats more than ${mostRepetitions} times`);
}

function dayOf({ year, month, day }: ICAL.Time): LocalDay {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
