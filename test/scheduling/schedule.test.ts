import { assertCron } from '../../src/scheduling/schedule.js';

test.each(['10s', '', 'every day', '61 * * * *', '* * * * * *'])(
  'the schedule "%s" is refused instead of being taken for another',
  (schedule) => {
    expect(() => assertCron(schedule)).toThrow();
  },
);

test('a cron expression of five fields is taken', () => {
  expect(() => assertCron('*/5 8-18 * * 1-5')).not.toThrow();
});
