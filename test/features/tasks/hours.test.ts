import { array, assert, constantFrom, integer, property } from 'fast-check';
import {
  namesHours,
  readHours,
  splitHours,
  writeHours,
} from '../../../src/features/tasks/hours.js';

function hoursIn(text: string): number | null {
  const read = readHours(text);
  return read.ok ? read.value : null;
}

describe('hours', () => {
  test.each([
    ['5.5', 5.5],
    ['5,5', 5.5],
    ['5.5h', 5.5],
    ['5 h', 5],
    ['5h30m', 5.5],
    ['5h 30m', 5.5],
    ['5h30', 5.5],
    ['90m', 1.5],
    ['90 min', 1.5],
    [' 8H ', 8],
    ['1000', 1000],
    ['1m', 1 / 60],
  ])('are read from %j', (text, hours) => {
    expect(hoursIn(text)).toBe(hours);
  });

  test.each([
    ['', /missing/],
    ['   ', /missing/],
    ['-3', /more than 0/],
    ['-0.5h', /more than 0/],
    ['0', /more than 0/],
    ['0h0m', /more than 0/],
    ['0.001', /more than 0/],
    ['abc', /5\.5h, 5h30m or 90m/],
    ['1e9', /5\.5h, 5h30m or 90m/],
    ['0x10', /5\.5h/],
    ['Infinity', /5\.5h/],
    ['NaN', /5\.5h/],
    ['5h75m', /5\.5h/],
    ['1.5h30m', /5\.5h/],
    ['٥', /5\.5h/],
    ['1000.5', /at most 1000/],
    ['60001m', /at most 1000/],
    ['999999999999', /at most 1000/],
    ['9'.repeat(10_000), /5\.5h/],
  ])('are refused in %j with the reason', (text, reason) => {
    const read = readHours(text);
    expect(read.ok ? read.value : read.fault).toEqual(expect.stringMatching(reason));
  });

  test('are the same written in minutes, in hours and minutes, and as a decimal number', () => {
    assert(
      property(integer({ min: 1, max: 60_000 }), (minutes) => {
        const hours = minutes / 60;
        const split = `${Math.floor(minutes / 60)}h${minutes % 60}m`;
        expect(hoursIn(`${minutes}m`)).toBe(hours);
        expect(hoursIn(split)).toBe(hours);
        expect(hoursIn(hours.toFixed(9))).toBe(hours);
        expect(hoursIn(hours.toFixed(9).replace('.', ','))).toBe(hours);
      }),
    );
  });

  test('are read back as they were written', () => {
    assert(
      property(integer({ min: 1, max: 60_000 }), (minutes) => {
        expect(hoursIn(writeHours(minutes / 60))).toBe(minutes / 60);
      }),
    );
    expect([0.75, 2, 5.5].map(writeHours)).toEqual(['45m', '2h', '5h30m']);
  });

  test('are above 0 and at most 1000 whenever a text is accepted', () => {
    const pieces = constantFrom(
      '0',
      '1',
      '9',
      '59',
      '1000',
      '.',
      ',',
      '-',
      '+',
      'h',
      'm',
      ' ',
      'e',
    );
    assert(
      property(array(pieces, { maxLength: 7 }), (parts) => {
        const hours = hoursIn(parts.join(''));
        expect(hours === null || (hours > 0 && hours <= 1000)).toBe(true);
      }),
    );
  });

  test.each([
    ['5.5h fixed the cache', '5.5h', 'fixed the cache'],
    ['5h 30m fixed it', '5h 30m', 'fixed it'],
    ['90 min', '90 min', ''],
    ['5 hot fixes', '5', 'hot fixes'],
    ['2h 3 more to do', '2h', '3 more to do'],
    ['abc', 'abc', ''],
    ['', '', ''],
  ])('are split off %j', (text, hours, rest) => {
    expect(splitHours(text)).toEqual({ hours, rest });
  });

  test('are told from a task id by their unit', () => {
    expect(['5.5h', '5h30m', '90m', '90min'].every(namesHours)).toBe(true);
    expect(['T-12', '12', 'T12', 'h', 'fix'].some(namesHours)).toBe(false);
  });
});
