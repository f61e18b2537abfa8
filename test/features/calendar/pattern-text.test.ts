import * as fc from 'fast-check';
import { readWeeks, writeWeeks } from '../../../src/features/calendar/pattern-text.js';
import { fiveByEight, fourByTen } from '../../../src/features/calendar/index.js';
import { arbitraryCalendar } from './arbitrary-calendar.js';

const faultOf = (text: string) => {
  const read = readWeeks(text);
  return 'fault' in read ? read.fault : null;
};

test('whatever is written is read as it was', () => {
  fc.assert(
    fc.property(arbitraryCalendar, ({ pattern }) => {
      fc.pre(pattern.weeks.every((week) => week.some((periods) => periods.length > 0)));
      expect(readWeeks(writeWeeks(pattern.weeks))).toEqual({ value: pattern.weeks });
    }),
  );
});

test.each([
  ['Mon-Fri 09:00-17:00', fiveByEight.weeks],
  ['monday – friday 9-17\nSat off', fiveByEight.weeks],
  ['Mon-Tue, Thursday,Fri 8.00-18.00', fourByTen(['Wednesday']).weeks],
  ['week 1\nMon-Thu 8-18\nweek 2\nTue-Fri 8-18', fourByTen(['Friday', 'Monday']).weeks],
  ['Mon-Thu 8-18\n---\n\nTue-Fri 8-18\n---', fourByTen(['Friday', 'Monday']).weeks],
  ['Mon, Tue 8-18; Wed-Thu 8-18', fourByTen(['Friday']).weeks],
])('%j is understood', (text, weeks) => {
  expect(readWeeks(text)).toEqual({ value: weeks });
});

test('several periods a day come out in order, and may touch', () => {
  const read = readWeeks('Sun 22:00-24:00, 13:00-17:30, 00:00-06:00, 17:30-18:00');
  expect('value' in read && writeWeeks(read.value)).toBe(
    'Sun 00:00-06:00, 13:00-17:30, 17:30-18:00, 22:00-24:00',
  );
});

test.each([
  ['', 'at least one day with hours'],
  ['Mon-Fri off', 'at least one day with hours'],
  ['Mon 25:00-26:00', 'Line 1: “25:00” is no time of day'],
  ['Mon 24:01-24:30', '“24:01” is no time of day'],
  ['Mon 09:60-10:00', '“09:60” is no time of day'],
  ['Mon 17:00-09:00', 'Line 1: 17:00-09:00 ends before it begins'],
  ['Mon 09:00-09:00', 'ends before it begins'],
  ['Mon-Fri 09:00-12:00, 11:30-17:00', 'Line 1: Periods overlap at 11:30'],
  ['Mon 9-17\nMon 10-12', 'Line 2: Monday stands there twice'],
  ['Frday 9-17', '“Frday” is no weekday'],
  ['T 9-17', '“T” is no weekday'],
  ['Fri-Mon 9-17', 'runs backwards'],
  ['nine to five', 'is not understood'],
  ['Mon 9', '“9” is no period'],
  ['Mon 9-12-15', 'is no period'],
  [`Mon ${Array.from({ length: 9 }, (_, hour) => `${hour * 2}-${hour * 2 + 1}`).join()}`, 'most 8'],
  [Array.from({ length: 27 }, () => 'Mon 9-17').join('\n---\n'), 'at most 26 weeks'],
])('%j is refused with what is wrong', (text, fault) => {
  expect(faultOf(text)).toContain(fault);
});
