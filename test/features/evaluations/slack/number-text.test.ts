import { changeText, valueText } from '../../../../src/features/evaluations/slack/number-text.js';

test.each([
  [343.714, 'ms', '343.7 ms'],
  [350.2, 'ms', '350.2 ms'],
  [10.434, 'min', '10.43 min'],
  [0.012345, 's', '0.0123 s'],
  [12_345.67, '', '12,345.7'],
  [16.574, '%', '16.6%'],
  [0.0412, '%', '0.0412%'],
  [-2.094, 'ms', '−2.09 ms'],
  [null, 'ms', '–'],
])('%d in %j reads %s', (value, unit, text) => {
  expect(valueText(value, unit)).toBe(text);
});

test('a change shows its sign, and none when there is no change', () => {
  expect([1.5, -1.5, 0, null].map((value) => changeText(value, 'ms'))).toEqual([
    '+1.5 ms',
    '−1.5 ms',
    '0 ms',
    '–',
  ]);
});
