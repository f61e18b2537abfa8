import { onOneLine } from '../../shared/foreign-text.js';
import { isLocalDay } from './local-day.js';
import type { Read } from './fault.js';
import type { DayPart, Holiday } from './work-calendar.js';

export const longestHolidayName = 100;
export const mostHolidays = 500;

const holidayLine = /^(\S+)\s+(?:(first|second) half\s+)?(\S.*)$/i;

/** Reads holidays from lines such as `2026-12-25 Christmas Day`, or with `second half` between. */
export function readHolidays(text: string): Read<readonly Holiday[]> {
  const holidays: Holiday[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim();
    if (line === '') continue;
    const read = readHoliday(line);
    if ('fault' in read) return { fault: `Line ${index + 1}: ${read.fault}` };
    if (holidays.some(({ day }) => day === read.value.day)) {
      return { fault: `Line ${index + 1}: ${read.value.day} stands there twice.` };
    }
    holidays.push(read.value);
  }
  return { value: holidays };
}

/** The name on one line and short enough to be kept. */
export function holidayName(text: string): string {
  return onOneLine(text).trim().slice(0, longestHolidayName) || 'Holiday';
}

/** `holidays` and those of `added` on days that are not among them, one a day, in order. */
export function withHolidays(
  holidays: readonly Holiday[],
  added: readonly Holiday[],
): readonly Holiday[] {
  const byDay = new Map([...added, ...holidays].map((holiday) => [holiday.day, holiday]));
  return [...byDay.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
}

function readHoliday(line: string): Read<Holiday> {
  const [, day, half, name] = holidayLine.exec(line) ?? [];
  if (day === undefined || name === undefined) {
    return { fault: `“${line}” is not understood. Write it like 2026-12-25 Christmas Day.` };
  }
  if (!isLocalDay(day))
    return { fault: `“${line}” does not begin with a day that exists, such as 2026-12-25.` };
  const part: DayPart =
    half === undefined
      ? 'whole day'
      : half.toLowerCase() === 'first'
        ? 'first half'
        : 'second half';
  return { value: { day, part, name: holidayName(name) } };
}
