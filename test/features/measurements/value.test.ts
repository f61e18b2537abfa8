import * as fc from 'fast-check';
import { parseValue, plainDecimal } from '../../../src/features/measurements/value.js';

test.each([
  ['42', 42],
  [' 42.5 ', 42.5],
  ['42,5', 42.5],
  ['-3,25', -3.25],
  ['−3', -3],
  ['+7', 7],
  ['.5', 0.5],
  ['1.2e6', 1_200_000],
  ['0,125', 0.125],
  ['1234,567', 1234.567],
  ['999999999999999', 999_999_999_999_999],
])('reads %j', (text, value) => {
  expect(parseValue(text)).toEqual({ value });
});

test.each(['', 'abc', '42 ms', '1.2.3', '1,234,567', '1e', 'NaN', 'Infinity', '0x10', '٤٢', '4 2'])(
  'refuses %j as no number',
  (text) => {
    expect(parseValue(text)).toEqual({ fault: 'is not a number; write one like 42.5' });
  },
);

test.each(['1e15', '-1000000000000000', '1e999', '9'.repeat(400)])(
  'refuses %s as too large',
  (text) => {
    expect(parseValue(text)).toEqual({ fault: 'is too large to keep' });
  },
);

test('refuses what may be thousands or decimals, and says how to write each', () => {
  expect(parseValue('-1,234')).toEqual({
    fault: 'can be read two ways; write -1234 or -1.234',
  });
});

test('whatever number is typed with a point is the number recorded', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e14, max: 1e14, noNaN: true }), (value) => {
      expect(parseValue(String(value))).toEqual({ value: value + 0 });
    }),
  );
});

test('what a form shows as the present value is that value', () => {
  expect(plainDecimal(1e-7)).toBe('0.0000001');
  expect(plainDecimal(-1_234_567.5)).toBe('-1234567.5');
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e14, noNaN: true }), (value) => {
      expect(parseValue(plainDecimal(value))).toEqual({ value });
    }),
  );
});
