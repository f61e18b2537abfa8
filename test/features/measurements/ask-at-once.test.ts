import type { Monitoring, NewTask } from '../../../src/features/tasks/index.js';
import { actor, httpSource, monitoring, team } from './crew.js';
import { Workplace } from './workplace.js';

const beforeTheHour = '2026-11-20T07:59:59Z';
const atTheHour = '2026-11-20T08:00:00Z';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

async function start() {
  const feature = await workplace.startWithRealTasks();
  const create = async (more: Partial<Monitoring> = {}, assigneeId = 'ada') => {
    const task: NewTask = {
      title: 'Speed up the checkout',
      notes: null,
      teamId: team.id,
      assigneeId,
      priority: 'normal',
      dueOn: null,
      estimatedHours: null,
      monitoring: monitoring({ startDate: '2026-11-20', endDate: '2026-12-20', ...more }),
    };
    const by = { actor: actor('mona'), intentId: 'create' };
    expect(await feature.tasks.create({ ...by, task })).toMatchObject({ kind: 'created' });
  };
  const assign = (assigneeId: string, intentId = `to-${assigneeId}`) =>
    feature.tasks.change({
      actor: actor('mona'),
      intentId,
      taskId: 'T-1',
      command: { kind: 'assign', assigneeId },
    });
  const answer = (by: string) =>
    feature.measurements.record({
      actor: actor(by),
      intentId: 'answer',
      taskId: 'T-1',
      bucket: null,
      value: '42',
      note: null,
    });
  const measure = (cadence: 'daily' | 'weekly' = 'daily') =>
    feature.measurements.measureDue({
      team,
      bucket: cadence === 'daily' ? '2026-11-20' : '2026-W47',
      cadence,
      dryRun: false,
    });
  /** What is said about measurements: to whom, and by which template. */
  const said = async () =>
    (await feature.queued())
      .filter(({ key }) => key.startsWith('question/'))
      .map(({ to, message }) => `${to} ${message.template.replace('measurements/', '')}`);
  return { ...feature, create, assign, answer, measure, said };
}

describe('a monitored task that begins', () => {
  test('after the measurement hour is asked about at once, and once', async () => {
    const { create, measure, queued, said } = await start();

    await create();

    expect(await said()).toEqual(['U0ADA question']);
    expect(await measure()).toMatchObject({ asked: 0, waiting: 1 });
    expect((await queued()).at(-1)).toMatchObject({
      _id: 'question/T-1/2026-11-20/U0ADA/create',
      key: 'question/T-1/2026-11-20',
    });
  });

  test('before the measurement hour is left to the job', async () => {
    const { create, measure, said } = await start();
    workplace.clock.set(beforeTheHour);

    await create();

    expect(await said()).toEqual([]);
    workplace.clock.set(atTheHour);
    expect(await measure()).toMatchObject({ asked: 1 });
  });

  test('in the middle of a week is asked about that week, at any hour', async () => {
    const { create, measure, said } = await start();
    workplace.clock.set(beforeTheHour);

    await create({ cadence: 'weekly' });

    expect(await said()).toEqual(['U0ADA question']);
    expect(await measure('weekly')).toMatchObject({ asked: 0, waiting: 1 });
  });

  test.each<[string, Partial<Monitoring>]>([
    ['tomorrow', { startDate: '2026-11-21' }],
    ['today and reads its source', { source: httpSource('http://127.0.0.1/') }],
  ])('%s is not asked about', async (_, more) => {
    const { create, said } = await start();

    await create(more);

    expect(await said()).toEqual([]);
  });

  test('is asked about neither when its creation fails', async () => {
    const { create, tasks, queued } = await start();
    tasks.onTaskAssigned(() => Promise.reject(new Error('no room')));

    await expect(create()).rejects.toThrow('no room');

    expect(await queued()).toEqual([]);
  });
});

describe('a monitored task that is given to somebody else', () => {
  test('is asked of the new assignee, and the old one hears that there is no need', async () => {
    const { create, assign, queued, said } = await start();
    await create();

    await assign('ben');

    expect(await said()).toEqual(['U0ADA question', 'U0ADA handed-over', 'U0BEN question']);
    const handedOver = (await queued()).find(
      ({ message }) => message.template === 'measurements/handed-over',
    );
    expect(handedOver).toMatchObject({
      key: 'question/T-1/2026-11-20',
      message: { view: { assignee: { name: 'Ben', slackId: 'U0BEN' } } },
    });
  });

  test('and back again is asked of the first one again', async () => {
    const { create, assign, said } = await start();
    await create();

    await assign('ben');
    await assign('ada');

    expect((await said()).slice(3)).toEqual(['U0BEN handed-over', 'U0ADA question']);
  });

  test('shows its answer only to the one who is asked now', async () => {
    const { create, assign, answer, said } = await start();
    await create();
    await assign('ben');

    await answer('ben');

    expect((await said()).slice(3)).toEqual(['U0BEN answered']);
  });

  test('is not asked about again once the value is there', async () => {
    const { create, assign, answer, said } = await start();
    await create();
    await answer('ada');

    await assign('ben');

    expect(await said()).toEqual(['U0ADA question', 'U0ADA answered']);
  });

  test('outside Slack is asked of the managers', async () => {
    const { create, assign, said } = await start();
    await create();

    await assign('robot');

    expect((await said()).slice(1)).toEqual(['U0ADA handed-over', 'U0MONA question']);
  });
});

describe('monitoring that goes on after a decision', () => {
  async function extended(from: Partial<Monitoring>) {
    const feature = await start();
    const { tasks, create, inTransaction } = feature;
    workplace.clock.set('2026-11-18T08:00:00Z');
    await create({ startDate: '2026-11-18', endDate: '2026-11-19' });
    workplace.clock.set(atTheHour);
    const decide = async (intentId: string, change: Partial<Monitoring>) => {
      const task = await tasks.task('T-1');
      if (!task?.monitoring) throw new Error('the task is not monitored');
      const decision = {
        task,
        monitoring: { ...task.monitoring, ...change },
        actor: actor('mona'),
        intentId,
        action: 'monitoring changed',
      };
      await inTransaction((transaction) => tasks.changeMonitorings([decision], transaction));
    };
    await decide('evaluate', from);
    await decide('extend', { state: 'active', endDate: '2026-12-20' });
    return feature;
  }

  test('is asked about at once', async () => {
    const { queued, measure } = await extended({ state: 'awaiting approval' });

    expect((await queued()).map(({ _id }) => _id)).toContain(
      'question/T-1/2026-11-20/U0ADA/extend',
    );
    expect(await measure()).toMatchObject({ asked: 0, waiting: 1 });
  });

  test('is asked about by nobody else when it had not stopped', async () => {
    const { queued } = await extended({ state: 'active' });

    expect((await queued()).map(({ _id }) => _id)).not.toContain(
      'question/T-1/2026-11-20/U0ADA/extend',
    );
  });
});
