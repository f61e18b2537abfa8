import type { Read } from './fault.js';
import { readPeriods, timeOfDay } from './period-text.js';
import { type Weekday, weekdays } from '../../shared/weekdays.js';
import type { WorkPeriod, WorkWeek } from './work-pattern.js';

/** The longest rotation: half a year. */
export const mostWeeks = 26;
/** What a text field of a form holds at most. */
export const longestPattern = 3_000;

const weekLine = /^(?:-{3,}|week \d+:?)$/i;
const dayLine = /^([a-z][a-z\s,–-]*?)\s+(off|\d.*)$/i;

/**
 * Reads the weeks of a pattern as people write them: a line for one or several weekdays, such as
 * `Mon-Thu 08:00-12:00, 12:30-18:00`; a line `---` or `week 2` before each further week of a
 * rotation. Weekdays that are not named, or `off`, have no work.
 */
export function readWeeks(text: string): Read<readonly WorkWeek[]> {
  const weeks: Map<Weekday, readonly WorkPeriod[]>[] = [new Map()];
  for (const [index, written] of text.split(/[\n;]/).entries()) {
    const line = written.trim();
    const days = weeks.at(-1);
    if (line === '' || !days) continue;
    if (weekLine.test(line)) {
      if (days.size > 0) weeks.push(new Map());
      continue;
    }
    const read = readLine(line, days);
    if ('fault' in read) return { fault: `Line ${index + 1}: ${read.fault}` };
    for (const weekday of read.value.weekdays) days.set(weekday, read.value.periods);
  }
  return checked(weeks.filter(({ size }) => size > 0));
}

/** The weeks as `readWeeks` reads them; neighbouring weekdays with equal hours share a line. */
export function writeWeeks(weeks: readonly WorkWeek[]): string {
  const written = weeks.map((week) => weekLines(week).join('\n'));
  return written.length === 1
    ? (written[0] ?? '')
    : written.map((lines, index) => `week ${index + 1}\n${lines}`).join('\n');
}

/** The hours of one day, such as `08:00-12:00, 13:00-17:00`. */
export function writePeriods(periods: readonly WorkPeriod[]): string {
  return periods
    .map(({ startMinute, endMinute }) => `${timeOfDay(startMinute)}-${timeOfDay(endMinute)}`)
    .join(', ');
}

function checked(weeks: readonly ReadonlyMap<Weekday, readonly WorkPeriod[]>[]) {
  if (weeks.length > mostWeeks) return { fault: `A rotation has at most ${mostWeeks} weeks.` };
  const value = weeks.map((week) => weekdays.map((weekday) => week.get(weekday) ?? []));
  if (writeWeeks(value).length > longestPattern) {
    return {
      fault: 'These hours are too long to be shown in a form. Write fewer periods or weeks.',
    };
  }
  return value.flat().some((periods) => periods.length > 0)
    ? { value }
    : { fault: 'Write at least one day with hours, such as Mon-Fri 09:00-17:00.' };
}

interface Line {
  readonly weekdays: readonly Weekday[];
  readonly periods: readonly WorkPeriod[];
}

function readLine(line: string, known: ReadonlyMap<Weekday, unknown>): Read<Line> {
  const [, days, hours] = dayLine.exec(line) ?? [];
  if (days === undefined || hours === undefined) {
    return {
      fault: `“${line}” is not understood. Write it like Mon-Thu 08:00-12:00, 13:00-17:00.`,
    };
  }
  const named = readWeekdays(days);
  if ('fault' in named) return named;
  const twice = named.value.find((weekday) => known.has(weekday));
  if (twice) return { fault: `${twice} stands there twice. Write its hours on one line.` };
  const periods = hours.toLowerCase() === 'off' ? { value: [] } : readPeriods(hours);
  return 'fault' in periods
    ? periods
    : { value: { weekdays: named.value, periods: periods.value } };
}

function readWeekdays(text: string): Read<readonly Weekday[]> {
  const found: Weekday[] = [];
  for (const part of text.split(',').map((word) => word.trim())) {
    const [firstName = '', lastName = firstName, ...more] = part.split(/\s*[-–]\s*/);
    const [first, last] = [weekdayIndex(firstName), weekdayIndex(lastName)];
    const unknown = first < 0 ? firstName : last < 0 ? lastName : null;
    if (unknown !== null || more.length > 0) {
      return {
        fault: `“${unknown ?? part}” is no weekday. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun.`,
      };
    }
    if (last < first) return { fault: `${part} runs backwards; a week begins on Monday.` };
    found.push(...weekdays.slice(first, last + 1));
  }
  return { value: found };
}

function weekdayIndex(name: string): number {
  const wanted = name.toLowerCase();
  return wanted.length < 2
    ? -1
    : weekdays.findIndex((weekday) => weekday.toLowerCase().startsWith(wanted));
}

/** The lines of one week, as they are written. */
export function weekLines(week: WorkWeek): string[] {
  const runs: { first: string; last: string; hours: string }[] = [];
  for (const [index, periods] of week.entries()) {
    const [name, hours] = [weekdays[index]?.slice(0, 3) ?? '', writePeriods(periods)];
    const run = runs.at(-1);
    if (run?.hours === hours) run.last = name;
    else runs.push({ first: name, last: name, hours });
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => `${first === last ? first : `${first}-${last}`} ${hours}`);
}
