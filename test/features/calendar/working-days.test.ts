import * as fc from 'fast-check';
import {
  addLocalDays,
  addWorkingDays,
  defaultCalendar,
  fourByTen,
  isWorkingAt,
  isWorkingDay,
  localDayOf,
  nextWorkingDayStart,
  startOfWorkingDay,
  type WorkCalendar,
  workingDaysBetween,
} from '../../../src/features/calendar/index.js';
import { arbitraryCalendar, arbitraryDay, arbitraryInstant } from './arbitrary-calendar.js';

const berlin = defaultCalendar('Europe/Berlin');

describe('working days of any calendar', () => {
  test('as many lie between as were added', () => {
    fc.assert(
      fc.property(
        arbitraryCalendar,
        arbitraryDay,
        fc.integer({ min: -30, max: 30 }),
        (calendar, from, days) => {
          const to = addWorkingDays(calendar, from, days);
          fc.pre(to !== undefined);
          const [first, last] = days < 0 ? [to, from] : [from, to];
          const counted = Math.abs(workingDaysBetween(calendar, first, last));
          const shift = days < 0 ? Number(isWorkingDay(calendar, from)) - 1 : 0;
          expect(counted).toBe(Math.abs(days) + shift);
          expect(days === 0 || isWorkingDay(calendar, to)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('count one by one', () => {
    fc.assert(
      fc.property(
        arbitraryCalendar,
        arbitraryDay,
        fc.integer({ min: 0, max: 60 }),
        (calendar, from, length) => {
          const days = Array.from({ length }, (_, index) => addLocalDays(from, index + 1));
          const expected = days.filter((day) => isWorkingDay(calendar, day)).length;
          expect(workingDaysBetween(calendar, from, addLocalDays(from, length))).toBe(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('begin on their own day', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryDay, (calendar, day) => {
        const start = startOfWorkingDay(calendar, day);
        expect(start !== undefined).toBe(isWorkingDay(calendar, day));
        if (start) expect(localDayOf(start, calendar.timeZone)).toBe(day);
      }),
    );
  });

  test('begin next on a later day, with none in between', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryInstant, (calendar, instant) => {
        const start = nextWorkingDayStart(calendar, instant);
        fc.pre(start !== undefined);
        const [day, next] = [instant, start].map((at) => localDayOf(at, calendar.timeZone));
        expect(isWorkingAt(calendar, start)).toBe(true);
        expect(workingDaysBetween(calendar, day ?? '', next ?? '')).toBe(1);
      }),
    );
  });
});

test.each([
  ['over a weekend', '2026-11-20', 1, '2026-11-23'],
  ['from a Saturday', '2026-11-21', 1, '2026-11-23'],
  ['back over a weekend', '2026-11-23', -1, '2026-11-20'],
  ['over Christmas', '2026-12-23', 2, '2026-12-28'],
  ['none', '2026-11-21', 0, '2026-11-21'],
])('working days %s', (_, from, days, expected) => {
  const calendar: WorkCalendar = {
    ...berlin,
    holidays: [{ day: '2026-12-25', part: 'whole day', name: 'Christmas Day' }],
  };
  expect(addWorkingDays(calendar, from, days)).toBe(expected);
});

test('in a rotation each week has its own day off, before its beginning too', () => {
  const calendar: WorkCalendar = {
    ...berlin,
    pattern: fourByTen(['Friday', 'Monday', 'Wednesday'], '2026-11-18'),
  };
  const weekdaysOff = Array.from({ length: 26 }, (_, days) => addLocalDays('2026-11-09', days))
    .filter((day) => !isWorkingDay(calendar, day))
    .filter((day) => ![6, 0].includes(new Date(`${day}T00:00Z`).getUTCDay()));
  expect(weekdaysOff).toEqual(['2026-11-11', '2026-11-20', '2026-11-23', '2026-12-02']);
});

test('a day left out at the date line is no working day', () => {
  const apia = defaultCalendar('Pacific/Apia');
  expect(['2011-12-29', '2011-12-30', '2012-01-02'].map((day) => isWorkingDay(apia, day))).toEqual([
    true,
    false,
    true,
  ]);
});

test('a day whose two halves are free is no working day', () => {
  const calendar: WorkCalendar = {
    ...berlin,
    holidays: [{ day: '2026-12-24', part: 'second half', name: 'Christmas Eve' }],
    leave: [{ kind: 'days', firstDay: '2026-12-24', lastDay: '2026-12-24', part: 'first half' }],
  };
  expect(isWorkingDay(calendar, '2026-12-24')).toBe(false);
});

test('the next working day begins at its first period in the zone of the member', () => {
  const calendar = { ...defaultCalendar('Asia/Kolkata'), pattern: fourByTen(['Friday']) };
  const start = nextWorkingDayStart(calendar, new Date('2026-11-19T04:00Z'));
  expect(start).toEqual(new Date('2026-11-23T02:30Z'));
});

test('without any work nothing is found', () => {
  const never: WorkCalendar = { ...berlin, pattern: { weeks: [[]], cycleStart: '2026-01-05' } };
  expect(addWorkingDays(never, '2026-11-20', 1)).toBeUndefined();
  expect(nextWorkingDayStart(never, new Date('2026-11-20T10:00Z'))).toBeUndefined();
  expect(startOfWorkingDay(never, '2026-11-20')).toBeUndefined();
});
