import { withinTime } from '../../src/shared/within-time.js';

test('gives what the work resolves to, and rejects as the work does', async () => {
  expect(await withinTime(Promise.resolve(7), 60_000, 'It did not end')).toBe(7);
  await expect(
    withinTime(Promise.reject(new Error('broken')), 60_000, 'It did not end'),
  ).rejects.toThrow('broken');
});

test('says what took longer than its time', async () => {
  await expect(withinTime(new Promise(() => {}), 1, 'It did not end')).rejects.toThrow(
    'It did not end within 1 ms',
  );
});
