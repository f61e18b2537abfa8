import { inHundredths, partsInHundredths } from '../../../src/features/assignments/offer.js';

test.each([
  ['cut more often than not', [0.504, 0.504, 0.504, 0.504], 2.016],
  ['raised more often than not', [0.506, 0.506, 0.506], 1.518],
  ['one below nothing', [1.204, 0.874, -0.024], 2.054],
  ['none', [], 0],
])('shown parts sum to the shown total: %s', (_, parts, total) => {
  const shown = partsInHundredths(parts, total);
  expect(inHundredths(shown.reduce((sum, part) => sum + part, 0))).toBe(inHundredths(total));
  shown.forEach((part, index) => {
    expect(Math.abs(part - (parts[index] ?? 0))).toBeLessThan(0.01);
  });
});
