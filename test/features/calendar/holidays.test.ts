import { readHolidayFile } from '../../../src/features/calendar/holiday-file.js';
import { readHolidays } from '../../../src/features/calendar/holiday-text.js';

const range = { first: '2026-01-01', last: '2028-12-31' };

function fileWith(...events: readonly string[]): string {
  const body = events.map((event) => `BEGIN:VEVENT\r\n${event}\r\nEND:VEVENT`);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...body, 'END:VCALENDAR'].join('\r\n');
}

const daysOf = (content: string) => {
  const read = readHolidayFile(content, range);
  return 'holidays' in read ? read.holidays.map(({ day, name }) => `${day} ${name}`) : read;
};

const reasonOf = (event: string) => {
  const read = readHolidayFile(fileWith(event), range);
  return 'skipped' in read ? read.skipped.map(({ reason }) => reason).join() : read.fault;
};

describe('a file of holidays', () => {
  test('gives its whole days, several days each by itself', () => {
    expect(
      daysOf(
        fileWith(
          'SUMMARY:Winter break\\, all\r\nDTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270102',
          'SUMMARY:May Day\r\nDTSTART;VALUE=DATE:20260501',
          'SUMMARY:Long ago\r\nDTSTART;VALUE=DATE:20200501',
        ),
      ),
    ).toEqual([
      '2026-05-01 May Day',
      '2026-12-30 Winter break, all',
      '2026-12-31 Winter break, all',
      '2027-01-01 Winter break, all',
    ]);
  });

  test('repeats every year within the time asked for, without its exceptions', () => {
    const yearly = 'DTSTART;VALUE=DATE:20101225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas';
    expect(daysOf(fileWith(`${yearly}\r\nEXDATE;VALUE=DATE:20271225`))).toEqual([
      '2026-12-25 Christmas',
      '2028-12-25 Christmas',
    ]);
  });

  test('has each day once', () => {
    const event = 'SUMMARY:May Day\r\nDTSTART;VALUE=DATE:20260501';
    expect(daysOf(fileWith(event, event))).toEqual(['2026-05-01 May Day']);
  });

  test.each([
    ['DTSTART;VALUE=DATE:20261345\r\nSUMMARY:Never', 'does not exist'],
    ['DTSTART:20261224T130000Z\r\nSUMMARY:Afternoon', 'begins at a time of day'],
    ['SUMMARY:Nothing', 'no day on which it begins'],
    ['DTSTART;VALUE=DATE:20260501\r\nSTATUS:CANCELLED', 'it is cancelled'],
    ['DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20270501', 'longer than 60 days'],
    ['DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY', 'repeats more than 1000 times'],
    ['DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=SECONDLY', 'Same occurrence found twice'],
  ])('passes over %j and says why', (event, reason) => {
    expect(reasonOf(event)).toContain(reason);
  });

  test.each([
    ['', 1, 'no iCalendar file'],
    ['<html>', 1, 'no iCalendar file'],
    ['BEGIN:VCALENDAR\nEND:VCALENDAR', null, 'no events'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nnonsense\nEND:VEVENT\nEND:VCALENDAR', 3, 'cannot be read'],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:cut', null, 'component began but did not end'],
    [`BEGIN:VCALENDAR\n${'X-PAD:1\n'.repeat(700_000)}END:VCALENDAR`, null, 'larger than 1 MB'],
  ])('is refused as a whole when it is not one', (content, line, fault) => {
    const read = readHolidayFile(content, range);
    expect(read).toEqual({ line, fault: expect.stringContaining(fault) });
  });
});

describe('a list of holidays', () => {
  test('has a line for each, half days too', () => {
    const text = '2026-12-24 second half Christmas Eve\n\n2026-12-25 Christmas Day';
    expect(readHolidays(text)).toEqual({
      value: [
        { day: '2026-12-24', part: 'second half', name: 'Christmas Eve' },
        { day: '2026-12-25', part: 'whole day', name: 'Christmas Day' },
      ],
    });
  });

  test.each([
    ['2026-13-01 Never', 'Line 1: “2026-13-01 Never” does not begin with a day that exists'],
    ['2026-12-25 A\n2026-12-25 B', 'Line 2: 2026-12-25 stands there twice'],
    ['2026-12-25', 'is not understood'],
  ])('%j is refused with what is wrong', (text, fault) => {
    expect(readHolidays(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});
