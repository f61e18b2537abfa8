import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  addLocalDays,
  clockOf,
  isLocalDay,
  isoWeekOf,
  localDayOf,
  localDaysBetween,
  localHourOf,
  mondayOf,
  startOfLocalDay,
} from '../../../src/features/calendar/index.js';
import { isTimeZone } from '../../../src/shared/time-zone.js';
import { sampleZones } from './arbitrary-calendar.js';

const run = promisify(execFile);

describe('localDayOf', () => {
  test.each([
    [
      'the last minute before midnight, in winter',
      '2026-01-15T22:59:59Z',
      'Europe/Berlin',
      '2026-01-15',
    ],
    ['midnight, in winter', '2026-01-15T23:00:00Z', 'Europe/Berlin', '2026-01-16'],
    ['midnight, in summer', '2026-07-15T22:00:00Z', 'Europe/Berlin', '2026-07-16'],
    ['half an hour zone', '2026-11-20T18:30:00Z', 'Asia/Kolkata', '2026-11-21'],
    ['just before, half an hour zone', '2026-11-20T18:29:59Z', 'Asia/Kolkata', '2026-11-20'],
    ['three quarters of an hour zone', '2026-06-20T11:15:00Z', 'Pacific/Chatham', '2026-06-21'],
    ['far east of the date line', '2026-11-20T10:00:00Z', 'Pacific/Kiritimati', '2026-11-21'],
    ['far west of the date line', '2026-11-20T10:59:59Z', 'Pacific/Niue', '2026-11-19'],
  ])('knows the day: %s', (_, instant, timeZone, day) => {
    expect(localDayOf(new Date(instant), timeZone)).toBe(day);
  });

  test('refuses a zone that does not exist', () => {
    expect(() => localDayOf(new Date(0), 'Mars/Olympus')).toThrow('Mars/Olympus');
  });
});

test.each([
  ['before the clocks go forward', '2026-03-29T00:59:59Z', 'Europe/Berlin', 1],
  ['after the clocks went forward', '2026-03-29T01:00:00Z', 'Europe/Berlin', 3],
  ['the first of two equal hours', '2026-10-25T00:30:00Z', 'Europe/Berlin', 2],
  ['the second of two equal hours', '2026-10-25T01:30:00Z', 'Europe/Berlin', 2],
  ['midnight', '2026-11-20T18:30:00Z', 'Asia/Kolkata', 0],
])('localHourOf shows what clocks show: %s', (_, instant, timeZone, hour) => {
  expect(localHourOf(new Date(instant), timeZone)).toBe(hour);
});

/** Day, zone, and the first instant at which clocks there show that day. */
const starts = [
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2026-11-20', 'Asia/Kolkata', '2026-11-19T18:30:00.000Z'],
  ['2026-09-27', 'Pacific/Chatham', '2026-09-26T11:15:00.000Z'],
  ['2026-09-28', 'Pacific/Chatham', '2026-09-27T10:15:00.000Z'],
  ['2026-04-05', 'Pacific/Chatham', '2026-04-04T10:15:00.000Z'],
  ['2026-11-20', 'Pacific/Kiritimati', '2026-11-19T10:00:00.000Z'],
  ['2026-11-20', 'Pacific/Niue', '2026-11-20T11:00:00.000Z'],
  // Clocks jump from 00:00 to 01:00.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  // Clocks jumped from 23:30 to 00:30.
  ['1919-03-31', 'America/Toronto', '1919-03-31T04:30:00.000Z'],
  // Midnight comes twice.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['2026-10-25', 'Atlantic/Azores', '2026-10-25T00:00:00.000Z'],
  // The day was left out when the country changed its side of the date line.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
] as const;

describe('startOfLocalDay', () => {
  test.each(starts)('finds the first instant of %s in %s', (day, timeZone, instant) => {
    expect(startOfLocalDay(day, timeZone).toISOString()).toBe(instant);
  });

  test.each(starts)('the instant before %s in %s is another day', (day, timeZone) => {
    const start = startOfLocalDay(day, timeZone).getTime();
    expect(localDayOf(new Date(start - 1), timeZone) < day).toBe(true);
    expect(localDayOf(new Date(start), timeZone) >= day).toBe(true);
  });

  test('days have 23, 24 or 25 hours', () => {
    const hours = (day: string) =>
      (startOfLocalDay(addLocalDays(day, 1), 'Europe/Berlin').getTime() -
        startOfLocalDay(day, 'Europe/Berlin').getTime()) /
      3_600_000;
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours)).toEqual([24, 23, 25]);
  });
});

describe.each(sampleZones)('over a year in %s', (timeZone) => {
  const days = Array.from({ length: 366 }, (_, index) => addLocalDays('2026-01-01', index));

  test('each day begins where the one before ends', () => {
    for (const day of days) {
      const start = startOfLocalDay(day, timeZone);
      expect(localDayOf(start, timeZone)).toBe(day);
      expect(localDayOf(new Date(start.getTime() - 1), timeZone)).toBe(addLocalDays(day, -1));
    }
  });

  test('clocks show each time of the day in order, from its first instant to that of the next', () => {
    for (const day of days) {
      const clock = clockOf(day, timeZone);
      const quarters = Array.from({ length: 97 }, (_, index) => clock(index * 15).getTime());
      expect(quarters.every((at, index) => index === 0 || at >= (quarters[index - 1] ?? 0))).toBe(
        true,
      );
      expect(quarters[0]).toBe(startOfLocalDay(day, timeZone).getTime());
      expect(quarters[96]).toBe(startOfLocalDay(addLocalDays(day, 1), timeZone).getTime());
    }
  });
});

describe('arithmetic with days', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-01', -1, '2027-02-28'],
    ['2026-09-05', 1, '2026-09-06'],
    ['2011-12-29', 2, '2011-12-31'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addLocalDays(day, days)).toBe(expected);
    expect(localDaysBetween(day, expected)).toBe(days);
  });
});

describe('ISO weeks', () => {
  test.each([
    ['2021-01-03', '2020-W53', '2020-12-28'],
    ['2021-01-04', '2021-W01', '2021-01-04'],
    ['2024-12-30', '2025-W01', '2024-12-30'],
    ['2026-01-01', '2026-W01', '2025-12-29'],
    ['2026-11-20', '2026-W47', '2026-11-16'],
    ['2026-12-31', '2026-W53', '2026-12-28'],
    ['2027-01-03', '2026-W53', '2026-12-28'],
    ['2028-01-02', '2027-W52', '2027-12-27'],
  ])('%s lies in %s, which begins on %s', (day, week, monday) => {
    expect(isoWeekOf(day)).toBe(week);
    expect(mondayOf(day)).toBe(monday);
  });
});

test.each([
  '2026-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '20261120',
  '2026-11-20T00:00:00Z',
  ' 2026-11-20',
  '26-11-20',
  '',
])('%j is not a day', (text) => {
  expect(isLocalDay(text)).toBe(false);
});

test.each(['2028-02-29', '2011-12-30', '2026-09-06'])('%s is a day', (text) => {
  expect(isLocalDay(text)).toBe(true);
});

test('knows which zones exist', () => {
  const zones = ['UTC', 'Asia/Kolkata', 'America/Indiana/Indianapolis', 'Mars/Olympus', ''];
  expect(zones.map(isTimeZone)).toEqual([true, true, true, false, false]);
});

test.each(['UTC', 'America/Santiago', 'Pacific/Apia', 'Atlantic/Azores'])(
  'nothing depends on the zone %s of the process',
  async (processZone) => {
    const module = new URL('../../../src/features/calendar/index.js', import.meta.url).href;
    const script = `
      import * as calendar from ${JSON.stringify(module)};
      const starts = ${JSON.stringify(starts)};
      console.log(JSON.stringify({
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        starts: starts.map(([day, zone]) => calendar.startOfLocalDay(day, zone).toISOString()),
        next: ['2026-09-05', '2011-12-29'].map((day) => calendar.addLocalDays(day, 1)),
        isDay: ['2026-09-06', '2011-12-30'].map(calendar.isLocalDay),
        between: calendar.localDaysBetween('2011-12-29', '2011-12-31'),
        week: calendar.isoWeekOf('2027-01-03'),
        monday: calendar.mondayOf('2026-09-06'),
        day: calendar.localDayOf(new Date('2026-11-20T18:30:00Z'), 'Asia/Kolkata'),
      }));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: processZone },
    });
    expect(JSON.parse(stdout)).toEqual({
      zone: processZone,
      starts: starts.map(([, , instant]) => instant),
      next: ['2026-09-06', '2011-12-30'],
      isDay: [true, true],
      between: 2,
      week: '2026-W53',
      monday: '2026-08-31',
      day: '2026-11-21',
    });
  },
);
