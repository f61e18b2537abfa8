import { retryDelayMs } from '../../src/outbox/entry.js';

describe('the wait before another attempt', () => {
  test('doubles from one second to five minutes', () => {
    expect([1, 2, 3, 4].map((attempts) => retryDelayMs(attempts, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000,
    ]);
    expect(retryDelayMs(30, 0)).toBe(300_000);
  });

  test('is shortened by at most a half, so that entries spread out', () => {
    expect(retryDelayMs(1, 1)).toBe(500);
  });
});
