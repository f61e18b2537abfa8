import {
  dailyReportTime,
  digestTime,
  dueDailyReport,
  dueDigest,
  latenessText,
} from '../../../src/features/reports/report-times.js';

const berlin = { timeZone: 'Europe/Berlin', digestDay: 1, digestHour: 9 };

describe('the daily report', () => {
  test.each([
    ['on an ordinary day', 'Europe/Berlin', '2026-11-20', '2026-11-20T07:00:00Z'],
    ['on the day of 23 hours', 'Europe/Berlin', '2026-03-29', '2026-03-29T06:00:00Z'],
    ['on the day of 25 hours', 'Europe/Berlin', '2026-10-25', '2026-10-25T07:00:00Z'],
    ['in a zone of half hours', 'Asia/Kolkata', '2026-11-20', '2026-11-20T02:30:00Z'],
    ['in a zone of quarter hours', 'Pacific/Chatham', '2026-07-01', '2026-06-30T19:15:00Z'],
    ['west of the date line', 'Pacific/Pago_Pago', '2026-11-20', '2026-11-20T19:00:00Z'],
  ])('is due at 08:00 on the clocks of the team: %s', (_when, timeZone, day, instant) => {
    expect(dailyReportTime({ timeZone }, day)).toEqual(new Date(instant));
  });

  test('is not due a minute before', () => {
    expect(dueDailyReport(berlin, new Date('2026-11-20T06:59:00Z'))).toBeNull();
    expect(dueDailyReport(berlin, new Date('2026-11-20T07:00:00Z'))?.period).toBe('2026-11-20');
  });

  test('is caught up after an outage until it would be useless', () => {
    expect(dueDailyReport(berlin, new Date('2026-11-20T14:59:00Z'))?.period).toBe('2026-11-20');
    expect(dueDailyReport(berlin, new Date('2026-11-20T15:00:00Z'))).toBeNull();
  });
});

describe('the weekly digest', () => {
  test('is due at the day and hour that the team chose', () => {
    const friday = { ...berlin, digestDay: 5, digestHour: 15 };

    expect(digestTime(friday, '2026-W47')).toEqual(new Date('2026-11-20T14:00:00Z'));
    expect(dueDigest(friday, new Date('2026-11-20T13:59:59Z'))).toBeNull();
    expect(dueDigest(friday, new Date('2026-11-20T14:00:00Z'))?.period).toBe('2026-W47');
  });

  test('of a Sunday may still be caught up on the Monday of the next week', () => {
    const sunday = { ...berlin, digestDay: 7, digestHour: 20 };

    expect(dueDigest(sunday, new Date('2026-11-23T10:00:00Z'))?.period).toBe('2026-W47');
    expect(dueDigest(sunday, new Date('2026-11-25T10:00:00Z'))).toBeNull();
  });

  test('belongs to the year of its week, also around New Year', () => {
    expect(dueDigest(berlin, new Date('2026-12-28T09:00:00Z'))?.period).toBe('2026-W53');
    expect(dueDigest(berlin, new Date('2027-01-04T09:00:00Z'))?.period).toBe('2027-W01');
  });
});

describe('lateness', () => {
  const due = new Date('2026-11-20T07:00:00Z');

  test.each([
    ['2026-11-20T07:09:59Z', null],
    ['2026-11-20T07:10:00Z', '10 min'],
    ['2026-11-20T09:12:30Z', '2 h 12 min'],
  ])('at %s is told as %s', (now, text) => {
    expect(latenessText(due, new Date(now))).toBe(text);
  });
});
