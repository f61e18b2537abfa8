import {
  type DayPart,
  isWorkingAt,
  nextWorkingMoment,
  type WorkCalendar,
  type WorkPattern,
  workingPeriodsOn,
  workingTimeBetween,
} from '../../../src/features/calendar/index.js';
import { type ShownMinute, shownMinutes } from './clock-oracle.js';

const minuteMs = 60_000;
const days = 6;

/** Zone, and the start of six days in which its clocks do something, or never do anything. */
const weeks = [
  ['Europe/Berlin', '2026-03-25T23:00Z', 'an hour forward'],
  ['Europe/Berlin', '2026-10-21T22:00Z', 'an hour back'],
  ['America/New_York', '2026-10-28T04:00Z', 'an hour back'],
  ['America/Santiago', '2026-09-03T04:00Z', 'no midnight'],
  ['America/Havana', '2026-10-29T04:00Z', 'two midnights'],
  ['America/Nuuk', '2026-10-22T01:00Z', 'back into the day before'],
  ['Australia/Lord_Howe', '2026-04-01T13:00Z', 'half an hour back'],
  ['Antarctica/Troll', '2026-03-26T00:00Z', 'two hours forward'],
  ['Pacific/Chatham', '2026-09-24T11:15Z', '+12:45, an hour forward'],
  ['Pacific/Chatham', '2026-04-02T10:15Z', '+13:45, an hour back'],
  ['Asia/Kolkata', '2026-11-18T18:30Z', '+05:30, never'],
  ['Pacific/Kiritimati', '2026-11-18T10:00Z', '+14:00, never'],
  ['Pacific/Apia', '2011-12-27T10:00Z', 'a day left out at the date line'],
] as const;

/** Minutes of the day; they touch midnight on both sides and the hours at which clocks change. */
const everyDay: readonly (readonly [number, number])[] = [
  [0, 45],
  [90, 150],
  [150, 165],
  [9 * 60, 12 * 60 + 30],
  [13 * 60, 17 * 60 + 15],
  [22 * 60 + 25, 24 * 60],
];
/** Half of the 680 minutes: 45 + 60 + 15 + 210, and 10 more of the afternoon. */
const middle = 13 * 60 + 10;

const pattern: WorkPattern = {
  weeks: [
    Array.from({ length: 7 }, () =>
      everyDay.map(([startMinute, endMinute]) => ({ startMinute, endMinute })),
    ),
  ],
  cycleStart: '2026-01-05',
};

function isFree(part: DayPart | undefined, minute: number): boolean {
  if (part === undefined) return false;
  return part === 'whole day' || (part === 'first half' ? minute < middle : minute >= middle);
}

function caseOf(timeZone: string, start: string) {
  const shown = shownMinutes(start, days, timeZone);
  const dayNames = [...new Set(shown.map(({ day }) => day))];
  const free = new Map<string, DayPart>([
    [dayNames[1] ?? '', 'second half'],
    [dayNames[4] ?? '', 'first half'],
    [dayNames[5] ?? '', 'whole day'],
  ]);
  const away = {
    start: shown[5_900]?.instant ?? new Date(0),
    end: shown[6_000]?.instant ?? new Date(0),
  };
  const calendar: WorkCalendar = {
    timeZone,
    pattern,
    holidays: [...free].map(([day, part]) => ({ day, part, name: 'Rest' })),
    leave: [{ kind: 'time', ...away }],
    onCall: [],
  };
  const works = ({ instant, day, reachedMinute }: ShownMinute): boolean =>
    everyDay.some(([from, until]) => from <= reachedMinute && reachedMinute < until) &&
    !isFree(free.get(day), reachedMinute) &&
    !(instant >= away.start && instant < away.end);
  return { calendar, shown, working: shown.map(works) };
}

describe.each(weeks)('minute by minute in %s from %s (%s)', (timeZone, start) => {
  const { calendar, shown, working } = caseOf(timeZone, start);

  test('workingPeriodsOn are the minutes that clocks, pattern, holidays and leave say', () => {
    const periods = [...new Set(shown.map(({ day }) => day))]
      .flatMap((day) => workingPeriodsOn(calendar, day))
      .map((period) => [period.start.getTime(), period.end.getTime()] as const);
    const different = shown.filter(({ instant }, index) => {
      const at = instant.getTime();
      return periods.some(([from, until]) => from <= at && at < until) !== working[index];
    });
    expect(different).toEqual([]);
    expect(working).toContain(true);
  });

  test('isWorkingAt knows the minutes around each beginning, end and midnight, and others', () => {
    const turns = shown.flatMap(({ day }, index) =>
      working[index] === working[index - 1] && day === shown[index - 1]?.day ? [] : [index],
    );
    const near = turns.flatMap((index) => [index - 1, index, index + 1]);
    const others = shown.flatMap((_, index) => (index % 61 === 0 ? [index] : []));
    const different = [...near, ...others].filter((index) => {
      const minute = shown[index];
      return minute && isWorkingAt(calendar, minute.instant) !== working[index];
    });
    expect(different).toEqual([]);
    expect(turns.length).toBeGreaterThan(2 * days);
  });

  test('workingTimeBetween counts the minutes of work', () => {
    for (let from = 0; from < shown.length; from += 1_111) {
      for (let to = from; to < shown.length; to += 1_733) {
        const counted = working.slice(from, to).filter(Boolean).length;
        const [first, last] = [shown[from], shown[to]];
        if (!first || !last) throw new Error('out of the week');
        expect(workingTimeBetween(calendar, first.instant, last.instant)).toBe(counted * minuteMs);
      }
    }
  });

  test('nextWorkingMoment is the next minute of work', () => {
    for (let from = 0; from < shown.length - 24 * 60; from += 97) {
      const expected = shown.find((_, index) => index >= from && working[index]);
      expect(nextWorkingMoment(calendar, shown[from]?.instant ?? new Date(0))).toEqual(
        expected?.instant,
      );
    }
  });
});
