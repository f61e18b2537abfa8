import { formatAmount, unitOfDifference } from '../../src/shared/amount.js';

test.each([
  [42, 'ms', '42 ms'],
  [1234.5678, 'ms', '1,234.5678 ms'],
  [0.1 + 0.2, '', '0.3'],
  [12.5, '%', '12.5%'],
  [-3, 'min', '−3 min'],
])('shows %d in %j in full, as %s', (value, unit, text) => {
  expect(formatAmount(value, unit)).toBe(text);
});

test('percentages differ by points, anything else by its own unit', () => {
  expect(['%', 'ms', ''].map(unitOfDifference)).toEqual(['points', 'ms', '']);
});
