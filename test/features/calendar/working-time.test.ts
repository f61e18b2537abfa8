import * as fc from 'fast-check';
import {
  availabilityAt,
  defaultCalendar,
  isOnCallAt,
  isWorkingAt,
  nextWorkingMoment,
  type WorkCalendar,
  workingHoursBetween,
  workingTimeBetween,
} from '../../../src/features/calendar/index.js';
import { arbitraryCalendar, arbitraryInstant } from './arbitrary-calendar.js';

const berlin = defaultCalendar('Europe/Berlin');
const never: WorkCalendar = {
  ...berlin,
  pattern: { weeks: [[[], [], [], [], [], [], []]], cycleStart: '2026-01-05' },
};
const at = (instant: string) => new Date(instant);

describe('working time of any calendar', () => {
  test('adds up over three instants in any order', () => {
    fc.assert(
      fc.property(
        arbitraryCalendar,
        arbitraryInstant,
        arbitraryInstant,
        arbitraryInstant,
        (calendar, one, two, three) => {
          const sum =
            workingTimeBetween(calendar, one, two) + workingTimeBetween(calendar, two, three);
          expect(sum).toBe(workingTimeBetween(calendar, one, three));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never runs backwards nor faster than time', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryInstant, arbitraryInstant, (calendar, one, two) => {
        const elapsed = two.getTime() - one.getTime();
        const worked = workingTimeBetween(calendar, one, two);
        expect(Math.abs(worked)).toBeLessThanOrEqual(Math.abs(elapsed));
        expect(worked * elapsed).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  test('begins again at the next working moment, and there is none before it', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryInstant, (calendar, from) => {
        const next = nextWorkingMoment(calendar, from);
        fc.pre(next !== undefined);
        expect(isWorkingAt(calendar, next)).toBe(true);
        expect(next.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(workingTimeBetween(calendar, from, next)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('is what others see as available', () => {
    fc.assert(
      fc.property(arbitraryCalendar, arbitraryInstant, (calendar, instant) => {
        expect(availabilityAt(calendar, instant) === 'available').toBe(
          isWorkingAt(calendar, instant),
        );
      }),
    );
  });
});

test('a calendar without any work has no next working moment', () => {
  expect(nextWorkingMoment(never, at('2026-11-20T10:00Z'))).toBeUndefined();
});

test('the next working moment after five years of leave is found', () => {
  const calendar: WorkCalendar = {
    ...berlin,
    leave: [{ kind: 'days', firstDay: '2026-01-01', lastDay: '2030-12-31', part: 'whole day' }],
  };
  expect(nextWorkingMoment(calendar, at('2026-02-01T10:00Z'))).toEqual(at('2031-01-01T08:00Z'));
});

test('a working day lasts its hours, and one across a change of the clocks as long as it takes', () => {
  const nights: WorkCalendar = {
    ...berlin,
    pattern: {
      weeks: [Array.from({ length: 7 }, () => [{ startMinute: 0, endMinute: 6 * 60 }])],
      cycleStart: '2026-01-05',
    },
  };
  const hoursOn = (calendar: WorkCalendar, day: string) =>
    workingHoursBetween(calendar, at(`${day}T00:00+01:00`), at(`${day}T20:00+01:00`));
  expect(hoursOn(berlin, '2026-11-20')).toBe(8);
  expect(hoursOn(berlin, '2026-11-21')).toBe(0);
  expect(hoursOn(nights, '2026-03-29')).toBe(5);
  expect(workingHoursBetween(nights, at('2026-10-24T22:00Z'), at('2026-10-25T20:00Z'))).toBe(7);
});

describe('what others see', () => {
  const calendar: WorkCalendar = {
    ...berlin,
    holidays: [
      { day: '2026-12-24', part: 'second half', name: 'Christmas Eve' },
      { day: '2026-12-25', part: 'whole day', name: 'Christmas Day' },
    ],
    leave: [
      { kind: 'days', firstDay: '2026-11-23', lastDay: '2026-11-24', part: 'whole day' },
      { kind: 'days', firstDay: '2026-11-26', lastDay: '2026-11-26', part: 'first half' },
      { kind: 'time', start: at('2026-11-27T12:00Z'), end: at('2026-11-27T13:30Z') },
    ],
  };

  test.each([
    ['working hours', '2026-11-20T08:00Z', 'available'],
    ['the last moment of work', '2026-11-20T15:59:59.999Z', 'available'],
    ['the end of work', '2026-11-20T16:00Z', 'off hours'],
    ['a weekend', '2026-11-21T10:00Z', 'off hours'],
    ['leave', '2026-11-23T10:00Z', 'not available'],
    ['the evening of a day of leave', '2026-11-24T20:00Z', 'not available'],
    ['the night after leave', '2026-11-24T23:00Z', 'off hours'],
    ['the free half of a day', '2026-11-26T11:59Z', 'not available'],
    ['the working half of a day', '2026-11-26T12:00Z', 'available'],
    ['just before an appointment', '2026-11-27T11:59Z', 'available'],
    ['an appointment', '2026-11-27T12:00Z', 'not available'],
    ['just after an appointment', '2026-11-27T13:30Z', 'available'],
    ['the morning of a half holiday', '2026-12-24T08:00Z', 'available'],
    ['the afternoon of a half holiday', '2026-12-24T12:00Z', 'not available'],
    ['a holiday', '2026-12-25T09:00Z', 'not available'],
  ])('%s', (_, instant, expected) => {
    expect(availabilityAt(calendar, at(instant))).toBe(expected);
  });
});

test('on call lasts from its start up to its end', () => {
  const calendar: WorkCalendar = {
    ...berlin,
    onCall: [{ start: at('2026-11-22T23:00Z'), end: at('2026-11-29T23:00Z') }],
  };
  const onCall = (instant: string) => isOnCallAt(calendar, at(instant));
  expect(onCall('2026-11-22T22:59Z')).toBe(false);
  expect(onCall('2026-11-22T23:00Z')).toBe(true);
  expect(onCall('2026-11-29T22:59Z')).toBe(true);
  expect(onCall('2026-11-29T23:00Z')).toBe(false);
});
