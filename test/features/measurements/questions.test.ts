import type { ChatFeature } from '../../../src/features/chat.js';
import type { People } from '../../../src/features/people/index.js';
import type { Task } from '../../../src/features/tasks/index.js';
import { actor, monitoring, people, task, team } from './crew.js';
import { Workplace } from './workplace.js';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

async function start(tasks: Task[], crew?: People) {
  const feature = await workplace.start(tasks, crew);
  const measure = (more: { bucket?: string; cadence?: 'weekly'; dryRun?: boolean } = {}) =>
    feature.measurements.measureDue({
      team,
      bucket: more.bucket ?? '2026-11-20',
      cadence: more.cadence ?? 'daily',
      dryRun: more.dryRun ?? false,
    });
  const answer = (value: string, by = actor('ada')) =>
    feature.measurements.record({
      actor: by,
      intentId: `answer ${value}`,
      taskId: 'T-1',
      bucket: '2026-11-20',
      value,
      note: null,
    });
  return { ...feature, measure, answer };
}

const nothing = {
  asked: 0,
  waiting: 0,
  measured: 0,
  alreadyThere: 0,
  later: 0,
  dayOff: 0,
  begunForAll: true,
  failed: [],
};

describe('the question', () => {
  test('goes to the assignee, once however often the run is repeated', async () => {
    const { measure, queued } = await start([task(1)]);

    expect(await measure()).toEqual({ ...nothing, asked: 1 });
    expect(await measure()).toEqual({ ...nothing, waiting: 1 });

    expect(await queued()).toMatchObject([
      {
        _id: 'question/T-1/2026-11-20/U0ADA',
        key: 'question/T-1/2026-11-20',
        to: 'U0ADA',
        message: {
          template: 'measurements/question',
          view: {
            metric: 'p95 latency',
            period: 'today',
            previous: null,
            actions: { record: { actionId: 'measurement.record', value: 'T-1/2026-11-20' } },
          },
        },
      },
    ]);
  });

  test('is queued once when two processes run at once', async () => {
    const { measure, queued } = await start([task(1)]);

    const reports = await Promise.all([measure(), measure()]);

    expect(reports.map(({ asked }) => asked).toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await queued()).toHaveLength(1);
  });

  test.each([
    [['2026-11-17', '2026-11-19'], 'Thursday 19 November 2026'],
    [['2026-11-16', '2026-11-17'], 'Tuesday 17 November 2026'],
  ])('after the values of %j reminds of that of %s', async (buckets, period) => {
    const { measurements, measure, queued } = await start([task(1)]);
    for (const [index, bucket] of buckets.entries()) {
      await measurements.record({
        actor: actor('ada'),
        intentId: `earlier ${index}`,
        taskId: 'T-1',
        bucket,
        value: `${1233.5 + index}`,
        note: null,
      });
    }

    await measure();

    const [question] = await queued();
    expect(question?.message.view['previous']).toEqual({ amount: '1,234.5 ms', period });
  });

  test.each(['2026-11-19', '2026-11-16'])('about %s, asked late, names the day', async (bucket) => {
    const { measure, queued } = await start([task(1)]);

    await measure({ bucket });

    const [question] = await queued();
    expect(question?.message.view['period']).toBe(
      bucket === '2026-11-19' ? 'yesterday' : 'on Monday 16 November 2026',
    );
  });

  test('waits for an answer until the bucket is over, and a day at least', async () => {
    const weekly = task(2, { monitoring: monitoring({ cadence: 'weekly' }) });
    const { measure, queued } = await start([task(1), weekly]);

    await measure();
    await measure({ bucket: '2026-W47', cadence: 'weekly' });

    expect((await queued()).map(({ expiresAt }) => expiresAt.toISOString())).toEqual([
      '2026-11-21T08:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
    ]);
  });

  test.each([
    ['nobody has the task', null],
    ['the assignee is an agent outside Slack', 'robot'],
    ['the assignee has left', 'gone'],
  ])('goes to the managers when %s', async (_, assigneeId) => {
    const { measure, queued } = await start([task(1, { assigneeId })]);

    await measure();

    expect((await queued()).map(({ to }) => to)).toEqual(['U0MONA']);
  });

  test('goes to the admins when no manager is in Slack', async () => {
    const noManagers = { ...team, managerIds: ['robot'] };
    const { measurements, queued } = await start([task(1, { assigneeId: null })]);

    await measurements.measureDue({
      team: noManagers,
      bucket: '2026-11-20',
      cadence: 'daily',
      dryRun: false,
    });

    expect((await queued()).map(({ to }) => to)).toEqual(['U0ROOT']);
  });

  test('that reaches nobody is a failure with its reason', async () => {
    const nobody: People = { ...people, members: async () => [], admins: async () => [] };
    const { measure } = await start([task(1)], nobody);

    expect(await measure()).toMatchObject({
      asked: 0,
      failed: [{ taskId: 'T-1', nextAttemptAt: null, reason: expect.stringContaining('Nobody') }],
    });
  });

  test('is not asked in a dry run', async () => {
    const { measure, queued, count } = await start([task(1)]);

    expect(await measure({ dryRun: true })).toEqual({ ...nothing, asked: 1 });
    expect(await queued()).toEqual([]);
    expect(await count('measurement_requests')).toBe(0);
  });

  test('leaves out no task of a large team', async () => {
    const { measure } = await start(Array.from({ length: 1001 }, (_, index) => task(index + 1)));

    expect(await measure({ dryRun: true })).toEqual({ ...nothing, asked: 1001 });
  });

  test('is asked only about tasks of that cadence whose period the bucket touches', async () => {
    const { measure, queued } = await start([
      task(1, { monitoring: monitoring({ endDate: '2026-11-19' }) }),
      task(2, { monitoring: monitoring({ endDate: '2026-11-19', state: 'awaiting approval' }) }),
      task(3, { monitoring: monitoring({ startDate: '2026-11-21' }) }),
      task(4, { monitoring: monitoring({ state: 'ended' }) }),
      task(5, { monitoring: monitoring({ cadence: 'weekly' }) }),
      task(6, { monitoring: null }),
      task(7, { monitoring: monitoring({ startDate: '2026-11-20', endDate: '2026-11-20' }) }),
    ]);

    expect(await measure()).toEqual({ ...nothing, asked: 2 });
    expect((await queued()).map(({ _id }) => _id).toSorted()).toEqual([
      'question/T-2/2026-11-20/U0ADA',
      'question/T-7/2026-11-20/U0ADA',
    ]);
  });
});

describe('the answer', () => {
  test('edits the question, and does not tell people their own name', async () => {
    const { measure, answer, queued } = await start([task(1)]);
    await measure();

    await answer('42');

    const [question, answered] = await queued();
    expect(answered).toMatchObject({
      to: 'U0ADA',
      key: question?.key,
      message: {
        template: 'measurements/answered',
        view: { amount: '42 ms', by: null, replaced: null },
      },
    });
    expect(await measure()).toEqual({ ...nothing, alreadyThere: 1 });
  });

  test('of somebody else, and each correction, edits it again', async () => {
    const { measure, answer, queued } = await start([task(1)]);
    await measure();

    await answer('42');
    await answer('43', actor('mona'));

    const last = (await queued()).at(-1);
    expect(last?.key).toBe('question/T-1/2026-11-20');
    expect(last?.message.view).toMatchObject({
      amount: '43 ms',
      replaced: '42 ms',
      by: { name: 'Mona', slackId: 'U0MONA' },
    });
    expect(await queued()).toHaveLength(3);
  });

  test('that nobody was asked for sends no message', async () => {
    const { answer, measure, queued } = await start([task(1)]);

    await answer('42');

    expect(await measure()).toEqual({ ...nothing, alreadyThere: 1 });
    expect(await queued()).toEqual([]);
  });
});

describe('the Home tab', () => {
  const homeOf = (chat: ChatFeature, who: string) => chat.home?.(actor(who));

  test('shows what I was asked for, until somebody gives it', async () => {
    const { measure, answer, chat } = await start([task(1), task(2, { assigneeId: 'ben' })]);
    expect(await homeOf(chat, 'ada')).toBeNull();
    await measure();
    expect(await homeOf(chat, 'ada')).toMatchObject({
      template: 'measurements/home',
      view: {
        questions: [{ id: 'T-1', period: 'Friday 20 November 2026' }],
        actions: { record0: { value: 'T-1/2026-11-20' } },
      },
    });
    await answer('412', actor('mona'));
    expect(await homeOf(chat, 'ada')).toBeNull();
    expect(await homeOf(chat, 'ben')).toMatchObject({ view: { questions: [{ id: 'T-2' }] } });
  });

  test('shows nothing of a day that is over', async () => {
    const { measure, chat } = await start([task(1)]);
    await measure();
    workplace.clock.set('2026-11-21T08:00:00Z');
    expect(await homeOf(chat, 'ada')).toBeNull();
  });

  test('shows five questions at most, and how many more there are', async () => {
    const tasks = [1, 2, 3, 4, 5, 6, 7].map((number) => task(number));
    const { measure, chat } = await start(tasks);
    await measure();
    const shown = ['T-1', 'T-2', 'T-3', 'T-4', 'T-5'].map((id) => ({ id }));
    expect(await homeOf(chat, 'ada')).toMatchObject({ view: { questions: shown, rest: 2 } });
  });
});
