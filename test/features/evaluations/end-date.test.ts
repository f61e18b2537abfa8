import { defaultCalendar } from '../../../src/features/calendar/index.js';
import {
  earliestEndDate,
  endDateFault,
  proposedEndDate,
} from '../../../src/features/evaluations/end-date.js';

const oldEnd = '2026-11-17';
const today = '2026-11-18';
const earliest = '2026-11-19';
const days = { oldEnd, today, earliest };

describe('a new end date', () => {
  test.each([
    ['tomorrow', 'no date'],
    ['', 'no date'],
    ['2026-02-30', 'no date'],
    ['2026-11-17', 'too early'],
    ['2026-11-18', 'too early'],
    ['2027-11-19', 'too far'],
  ])('of "%s" is %s', (text, fault) => {
    expect(endDateFault(text, days)).toBe(fault);
  });

  test.each(['2026-11-19', '2027-11-18'])('of %s is fine', (text) => {
    expect(endDateFault(text, days)).toBeNull();
  });

  test('must come after the period, also while that still runs', () => {
    expect(endDateFault('2026-11-30', { ...days, oldEnd: '2026-11-30' })).toBe(
      'not after the period',
    );
  });
});

test('the earliest end date is the next day on which readings come', () => {
  const friday = '2026-11-20';
  expect(earliestEndDate(friday, null)).toBe('2026-11-21');
  expect(earliestEndDate(friday, defaultCalendar('UTC'))).toBe('2026-11-23');
  expect(earliestEndDate('2026-11-22', defaultCalendar('UTC'))).toBe('2026-11-23');
});

describe('the proposed end date', () => {
  test('is as many days or weeks after the period as are useful', () => {
    expect(proposedEndDate(oldEnd, 12, 'daily', today, null)).toBe('2026-11-29');
    expect(proposedEndDate(oldEnd, 2, 'weekly', today, null)).toBe('2026-12-01');
  });

  test('leaves at least one more day or week when the evaluation is late', () => {
    expect(proposedEndDate('2026-10-01', 12, 'daily', today, null)).toBe('2026-11-19');
    expect(proposedEndDate('2026-10-01', 2, 'weekly', today, null)).toBe('2026-11-25');
  });

  test('is never more than a year away', () => {
    expect(proposedEndDate(oldEnd, 1000, 'weekly', today, null)).toBe('2027-11-18');
  });

  test('counts working days where readings come on those, and falls on one', () => {
    const calendar = {
      ...defaultCalendar('UTC'),
      holidays: [{ day: '2026-11-20', part: 'whole day', name: 'Feast' } as const],
    };
    expect(proposedEndDate(oldEnd, 3, 'daily', today, calendar)).toBe('2026-11-23');
    expect(proposedEndDate('2026-10-01', 3, 'daily', '2026-11-20', calendar)).toBe('2026-11-23');
  });
});
