import { defaultCalendar, fourByTen } from '../../../src/features/calendar/index.js';
import type { Measurement } from '../../../src/features/measurements/index.js';
import { chooseBucket, coverage, isMeasured } from '../../../src/features/measurements/period.js';
import { monitoring, task } from './crew.js';

const measured = (...buckets: string[]): Measurement[] =>
  buckets.map((bucket) => ({
    taskId: 'T-1',
    bucket,
    index: 0,
    value: 1,
    takenAt: new Date(0),
    takenBy: 'ada',
    corrections: [],
  }));

describe('coverage', () => {
  const daily = task(1, { monitoring: monitoring({ startDate: '2026-11-16' }) });

  test('counts the days that are over, and lists those without a value', () => {
    const values = measured('2026-11-16', '2026-11-18');
    expect(coverage(daily, values, '2026-11-20', null)).toEqual({
      expected: 4,
      present: 2,
      missing: ['2026-11-17', '2026-11-19'],
      daysOff: [],
    });
  });

  test('counts the running day once it has a value', () => {
    const values = measured('2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20');
    expect(coverage(daily, values, '2026-11-20', null)).toEqual({
      expected: 5,
      present: 5,
      missing: [],
      daysOff: [],
    });
  });

  test('ends with the period', () => {
    const values = measured('2026-11-22', '2026-11-23');
    expect(coverage(daily, values, '2026-12-24', null)).toMatchObject({ expected: 7, present: 1 });
  });

  test('is empty before the period begins, and without monitoring', () => {
    const nothing = { expected: 0, present: 0, missing: [], daysOff: [] };
    expect(coverage(daily, [], '2026-11-10', null)).toEqual(nothing);
    expect(coverage(task(1, { monitoring: null }), [], '2026-11-20', null)).toEqual(nothing);
  });

  test('expects no value on days off, counts one that came, and expects one on the last day', () => {
    const period = { startDate: '2026-11-14', endDate: '2026-11-22' };
    const overWeekends = task(1, { monitoring: monitoring(period) });
    const values = measured('2026-11-15', '2026-11-17');
    const calendar = { ...defaultCalendar('UTC'), pattern: fourByTen(['Friday']) };
    expect(coverage(overWeekends, values, '2026-11-24', calendar)).toEqual({
      expected: 6,
      present: 2,
      missing: ['2026-11-16', '2026-11-18', '2026-11-19', '2026-11-22'],
      daysOff: ['2026-11-14', '2026-11-20', '2026-11-21'],
    });
  });

  test('expects a last week that the period cuts short, once the period is over', () => {
    const weekly = task(1, {
      monitoring: monitoring({
        cadence: 'weekly',
        startDate: '2026-11-04',
        endDate: '2026-11-18',
      }),
    });
    expect(coverage(weekly, [], '2026-11-18', null).missing).toEqual(['2026-W45', '2026-W46']);
    expect(coverage(weekly, [], '2026-11-19', null).missing).toEqual([
      '2026-W45',
      '2026-W46',
      '2026-W47',
    ]);
  });
});

describe('the measured buckets', () => {
  test('touch the period', () => {
    const weekly = monitoring({
      cadence: 'weekly',
      startDate: '2026-11-04',
      endDate: '2026-11-18',
    });
    const weeks = ['2026-W44', '2026-W45', '2026-W47', '2026-W48'];
    expect(weeks.map((week) => isMeasured(weekly, week))).toEqual([false, true, true, false]);
  });

  test('go on after the end while a decision waits, and stop when monitoring has ended', () => {
    const after = '2026-11-23';
    expect(isMeasured(monitoring(), after)).toBe(false);
    expect(isMeasured(monitoring({ state: 'awaiting approval' }), after)).toBe(true);
    expect(isMeasured(monitoring({ state: 'ended' }), '2026-11-20')).toBe(false);
  });

  test.each([
    ['2026-11-25', 'Wednesday 25 November 2026 has not come yet.'],
    ['2026-11-01', 'Sunday 1 November 2026 is before the start of monitoring, 2026-11-02.'],
    ['2026-11-23', 'Monday 23 November 2026 is after the end of monitoring, 2026-11-22.'],
    ['2026-W47', '“2026-W47” is no day; write one like 2026-11-24.'],
    ['today', '“today” is no day; write one like 2026-11-24.'],
    ['2026-02-30', '“2026-02-30” is no day; write one like 2026-11-24.'],
  ])('cannot be chosen by %s, and the reason is told', (written, fault) => {
    expect(chooseBucket(monitoring(), written, '2026-11-24')).toEqual({ fault });
  });

  test('can be chosen by their day, and by nothing for the running one', () => {
    const today = '2026-11-20';
    expect(chooseBucket(monitoring(), '2026-11-18', today)).toEqual({ bucket: '2026-11-18' });
    expect(chooseBucket(monitoring(), null, today)).toEqual({ bucket: today });
    expect(chooseBucket(monitoring({ cadence: 'weekly' }), null, today)).toEqual({
      bucket: '2026-W47',
    });
  });
});
