import {
  defaultCalendar,
  fourByTen,
  type WorkCalendar,
} from '../../../src/features/calendar/index.js';
import { questionTime } from '../../../src/features/measurements/question-time.js';
import { httpSource, monitoring, task, team } from './crew.js';
import { Workplace } from './workplace.js';

const berlin = defaultCalendar('Europe/Berlin');
const onLeave = (firstDay: string, lastDay = firstDay): WorkCalendar => ({
  ...berlin,
  leave: [{ kind: 'days', firstDay, lastDay, part: 'whole day' }],
});

describe('the time of a question', () => {
  test.each([
    ['at the start of work', berlin, '2026-11-20', '2026-11-20T08:00:00.000Z'],
    ['on the first day after the clocks changed', berlin, '2026-10-26', '2026-10-26T08:00:00.000Z'],
    ['on the last day before they do', berlin, '2026-10-23', '2026-10-23T07:00:00.000Z'],
    [
      'far to the west',
      defaultCalendar('America/Los_Angeles'),
      '2026-11-20',
      '2026-11-20T17:00:00.000Z',
    ],
    [
      'far to the east, when the day begins for the team',
      defaultCalendar('Pacific/Auckland'),
      '2026-11-20',
      '2026-11-19T23:00:00.000Z',
    ],
    [
      'on the first working day of a week',
      onLeave('2026-11-16'),
      '2026-W47',
      '2026-11-17T08:00:00.000Z',
    ],
  ])('is %s', (_, calendar, bucket, expected) => {
    const time = questionTime(bucket, team, calendar, false);
    expect(time).toEqual({ at: new Date(expected), onLeave: false });
  });

  test.each([
    ['a weekend', berlin, '2026-11-21'],
    ['leave', onLeave('2026-11-20'), '2026-11-20'],
    ['a day off', { ...berlin, pattern: fourByTen(['Friday']) }, '2026-11-20'],
  ])('is never on %s', (_, calendar, bucket) => {
    expect(questionTime(bucket, team, calendar, false)).toBeNull();
  });

  test.each([
    ['a weekend', berlin, '2026-11-21', false],
    ['leave', onLeave('2026-11-20'), '2026-11-20', true],
  ])('is the hour of the team on %s when the value is needed', (_, calendar, day, leave) => {
    expect(questionTime(day, team, calendar, true)).toEqual({
      at: new Date(`${day}T08:00:00Z`),
      onLeave: leave,
    });
  });
});

describe('the run of a day', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
  });
  afterAll(() => workplace.close());

  const start = async (tasks: Parameters<Workplace['start']>[0]) => {
    const feature = await workplace.start(tasks);
    const measureAt = (instant: string, force = false) => {
      workplace.clock.set(instant);
      return feature.measurements.measureDue({
        team,
        bucket: '2026-11-20',
        cadence: 'daily',
        dryRun: false,
        force,
      });
    };
    const asked = async () => (await feature.queued()).map(({ to }) => to);
    return { measureAt, asked };
  };

  test('asks each one when the work of that one begins, and goes on until all have begun', async () => {
    const { measureAt, asked } = await start([task(1), task(2, { assigneeId: 'ben' })]);
    workplace.calendars.own.set('ben', defaultCalendar('America/Los_Angeles'));

    expect(await measureAt('2026-11-20T07:59Z')).toMatchObject({ later: 2, begunForAll: false });
    expect(await measureAt('2026-11-20T08:00Z')).toMatchObject({ asked: 1, begunForAll: false });
    expect(await measureAt('2026-11-20T16:59Z')).toMatchObject({ asked: 0, later: 1 });
    expect(await measureAt('2026-11-20T17:00Z')).toMatchObject({ asked: 1, begunForAll: true });
    expect(await asked()).toEqual(['U0ADA', 'U0BEN']);
  });

  test('leaves alone whoever is on leave or has a day off', async () => {
    const { measureAt, asked } = await start([task(1), task(2, { assigneeId: 'ben' })]);
    workplace.calendars.own.set('ada', onLeave('2026-11-19', '2026-11-23'));
    workplace.calendars.own.set('ben', { ...berlin, pattern: fourByTen(['Friday']) });

    expect(await measureAt('2026-11-20T12:00Z')).toMatchObject({ dayOff: 2, begunForAll: true });
    expect(await asked()).toEqual([]);
  });

  test('on the last day asks all the same, and the managers about those on leave', async () => {
    const last = monitoring({ endDate: '2026-11-20' });
    const { measureAt, asked } = await start([
      task(1, { monitoring: last }),
      task(2, { monitoring: last, assigneeId: 'ben' }),
    ]);
    workplace.calendars.own.set('ada', onLeave('2026-11-20'));
    workplace.calendars.own.set('ben', { ...berlin, pattern: fourByTen(['Friday']) });

    await measureAt('2026-11-20T08:00Z');

    expect((await asked()).toSorted()).toEqual(['U0BEN', 'U0MONA']);
  });

  test('asks at any hour when somebody wants it now', async () => {
    const { measureAt, asked } = await start([task(1)]);

    expect(await measureAt('2026-11-20T05:00Z', true)).toMatchObject({ asked: 1 });
    expect(await asked()).toEqual(['U0ADA']);
  });

  test('reads no source before the hour of the team', async () => {
    const source = httpSource('http://127.0.0.1:9/none');
    const { measureAt } = await start([task(1, { monitoring: monitoring({ source }) })]);

    expect(await measureAt('2026-11-20T07:59Z')).toMatchObject({ later: 1, failed: [] });
  });
});
