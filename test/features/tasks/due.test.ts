import { defaultCalendar, fourByTen } from '../../../src/features/calendar/index.js';
import { workingDayAhead } from '../../../src/features/tasks/days-ahead.js';
import { dueFrom } from '../../../src/features/tasks/due.js';

const fiveDays = defaultCalendar('Europe/Berlin');
const offOnFridays = { ...fiveDays, pattern: fourByTen(['Friday']) };
const leave = { kind: 'days', firstDay: '2026-11-16', lastDay: '2026-11-20' } as const;
const onLeave = { ...fiveDays, leave: [{ ...leave, part: 'whole day' as const }] };

/** Friday. */
const friday = '2026-11-20';

describe('a due date', () => {
  test.each([
    ['2026-11-19', friday, fiveDays, 1],
    ['2026-11-13', friday, fiveDays, 5],
    ['2026-11-13', friday, offOnFridays, 4],
    ['2026-11-13', friday, onLeave, 0],
    [friday, '2026-11-22', fiveDays, 0],
    [friday, '2026-11-23', fiveDays, 1],
  ])('of %s is overdue on %s by the working days begun since', (on, today, calendar, days) => {
    expect(dueFrom(today, on, calendar)).toEqual({ state: 'overdue', on, workingDays: days });
  });

  test('on a day off is due on the last working day before it', () => {
    const saturday = { state: 'today', on: '2026-11-21', isDayOff: true };
    expect(dueFrom(friday, '2026-11-21', fiveDays)).toEqual(saturday);
    expect(dueFrom('2026-11-19', friday, offOnFridays)).toMatchObject({ state: 'today' });
    expect(dueFrom('2026-11-21', '2026-11-22', fiveDays)).toMatchObject({ state: 'ahead' });
  });

  test('is today also on a day off', () => {
    const today = '2026-11-21';
    expect(dueFrom(today, today, fiveDays)).toEqual({ state: 'today', on: today, isDayOff: false });
  });

  test.each([
    ['2026-11-23', 1],
    ['2026-11-30', 6],
    ['2027-02-20', 65],
    ['2027-02-21', null],
    ['9999-12-31', null],
  ])('of %s is ahead by working days, uncounted when far', (on, workingDays) => {
    expect(dueFrom(friday, on, fiveDays)).toEqual({ state: 'ahead', on, workingDays });
  });
});

test('a length of time ends on a working day', () => {
  expect(workingDayAhead(fiveDays, friday, 28)).toBe('2026-12-18');
  expect(workingDayAhead(fiveDays, friday, 29)).toBe('2026-12-21');
  expect(workingDayAhead(offOnFridays, friday, 28)).toBe('2026-12-21');
});
