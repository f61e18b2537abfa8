import { defaultCalendar, fourByTen } from '../../../src/features/calendar/index.js';
import { type Snooze, snoozeEnd } from '../../../src/features/notifications/snooze.js';

const berlin = defaultCalendar('Europe/Berlin');
const thursday = new Date('2026-11-19T15:30:00Z');
const friday = new Date('2026-11-20T15:30:00Z');

test.each<[Snooze, Date, string]>([
  ['1h', thursday, '2026-11-19T16:30:00Z'],
  ['tomorrow', thursday, '2026-11-20T08:00:00Z'],
  ['workday', thursday, '2026-11-20T08:00:00Z'],
  ['week', thursday, '2026-11-23T08:00:00Z'],
  ['tomorrow', friday, '2026-11-21T08:00:00Z'],
  ['workday', friday, '2026-11-23T08:00:00Z'],
])('snoozing %s at %p ends when the member means it', (snooze, now, end) => {
  expect(snoozeEnd(snooze, berlin, now)).toEqual(new Date(end));
});

test('the next working day is that of the member, with the day off and the zone', () => {
  const offFridays = { ...berlin, timeZone: 'Asia/Kolkata', pattern: fourByTen(['Friday']) };
  const monday = snoozeEnd('workday', offFridays, thursday);

  expect(monday.toISOString()).toMatch(/^2026-11-23T0\d:30/);
});

test('next week begins with the first working day, also after a holiday', () => {
  const holidays = [{ day: '2026-11-23', part: 'whole day' as const, name: 'Holiday' }];

  expect(snoozeEnd('week', { ...berlin, holidays }, friday)).toEqual(
    new Date('2026-11-24T08:00:00Z'),
  );
});

test('tomorrow morning is at the same hour on the day on which the clocks change', () => {
  const saturday = new Date('2026-03-28T15:00:00Z');

  expect(snoozeEnd('tomorrow', berlin, saturday)).toEqual(new Date('2026-03-29T07:00:00Z'));
});
