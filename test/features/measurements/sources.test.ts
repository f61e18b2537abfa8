import type { People } from '../../../src/features/people/index.js';
import type { Monitoring, Task } from '../../../src/features/tasks/index.js';
import { actor, httpSource, monitoring, people, task, team } from './crew.js';
import { MetricsServer } from './metrics-server.js';
import { Workplace } from './workplace.js';

let workplace: Workplace;
let metrics: MetricsServer;
beforeAll(async () => {
  [workplace, metrics] = await Promise.all([Workplace.open(), MetricsServer.open()]);
});
afterAll(() => Promise.all([workplace.close(), metrics.close()]));

const minute = 60_000;

/** A task whose value is to be read at `/<id>`. */
const readable = (number: number, more: Partial<Monitoring> = {}): Task =>
  task(number, {
    monitoring: monitoring({ source: httpSource(metrics.url(`/T-${number}`)), ...more }),
  });

async function start(tasks: Task[], crew?: People) {
  const feature = await workplace.start(tasks, crew);
  metrics.requested.length = 0;
  const measure = (more: { bucket?: string; dryRun?: boolean; force?: boolean } = {}) =>
    feature.measurements.measureDue({
      team,
      cadence: 'daily',
      bucket: more.bucket ?? '2026-11-20',
      dryRun: more.dryRun ?? false,
      force: more.force ?? false,
    });
  /** Runs at 09:00 and at each time that the report names, until none is left. */
  const measureUntilGivenUp = async (bucket: string) => {
    for (;;) {
      const { failed } = await measure({ bucket });
      const [next] = failed.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []);
      if (!next) return;
      workplace.clock.set(next);
    }
  };
  return { ...feature, measure, measureUntilGivenUp };
}

describe('a source', () => {
  test('is read and its value kept once', async () => {
    const { measure, measurements, audit, queued } = await start([readable(1)]);
    metrics.answer('/T-1', { value: 42.5 });

    expect(await measure()).toMatchObject({ measured: 1, failed: [] });
    expect(await measure()).toMatchObject({ measured: 0, alreadyThere: 1 });

    expect(await measurements.ofTask(readable(1))).toMatchObject([
      { bucket: '2026-11-20', value: 42.5, takenBy: 'http', takenAt: workplace.clock.now() },
    ]);
    expect(await audit.find('measurement/T-1/2026-11-20')).toMatchObject({ actorId: 'crewchief' });
    expect(metrics.requested).toEqual(['/T-1']);
    expect(await queued()).toEqual([]);
  });

  test('does not overwrite what a person recorded', async () => {
    const { measure, measurements } = await start([readable(1)]);
    metrics.answer('/T-1', { value: 1 });
    const bucket = '2026-11-20';
    const command = { actor: actor('ada'), intentId: 'i', taskId: 'T-1', bucket, note: null };

    await Promise.all([measurements.record({ ...command, value: '42' }), measure()]);

    expect(await measurements.ofTask(readable(1))).toMatchObject([{ value: 42 }]);
  });

  test('that fails leaves the others alone', async () => {
    const tasks = Array.from({ length: 20 }, (_, index) => readable(index + 1));
    const { measure, count } = await start(tasks);
    for (const { id } of tasks) metrics.answer(`/${id}`, { value: 1 });
    metrics.answer('/T-3', { status: 500 });
    metrics.answer('/T-7', { value: '42' });

    const report = await measure();

    expect(report.measured).toBe(18);
    expect(report.failed.map(({ taskId, reason }) => [taskId, reason])).toEqual([
      ['T-3', 'The source answered 500.'],
      ['T-7', 'The source has a text, not a number.'],
    ]);
    expect(await count('measurements')).toBe(18);
  });

  test('reports its progress task by task', async () => {
    const { measurements } = await start([readable(1), readable(2)]);
    metrics.answer('/T-1', { value: 1 });
    metrics.answer('/T-2', { status: 500 });
    const seen: object[] = [];

    await measurements.measureDue({
      team,
      bucket: '2026-11-20',
      cadence: 'daily',
      dryRun: false,
      onProgress: (progress) => seen.push(progress),
    });

    expect(seen).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  test('is not read in a dry run', async () => {
    const { measure, count } = await start([readable(1)]);

    expect(await measure({ dryRun: true })).toMatchObject({ measured: 1 });
    expect(metrics.requested).toEqual([]);
    expect(await count('measurements')).toBe(0);
  });

  test('is not asked for the value of a day that is over', async () => {
    const { measure } = await start([readable(1)]);
    metrics.answer('/T-1', { value: 42 });

    const report = await measure({ bucket: '2026-11-19' });

    expect(report.failed).toEqual([
      {
        taskId: 'T-1',
        nextAttemptAt: null,
        reason: 'A source tells only the present value, and Thursday 19 November 2026 is not now.',
      },
    ]);
    expect(metrics.requested).toEqual([]);
  });

  test('is not to blame for a fault of the bot, which is tried again', async () => {
    let broken = true;
    const crew: People = {
      ...people,
      members: async (ids) => {
        if (broken && ids.includes('mona')) throw new Error('people are away');
        return people.members(ids);
      },
    };
    const { measure } = await start([task(1, { assigneeId: null }), readable(2)], crew);
    metrics.answer('/T-2', { value: 42 });

    expect(await measure()).toMatchObject({
      measured: 1,
      failed: [{ taskId: 'T-1', reason: 'people are away', nextAttemptAt: workplace.clock.now() }],
    });
    broken = false;
    expect(await measure()).toMatchObject({ asked: 1, alreadyThere: 1, failed: [] });
  });
});

describe('a source that fails', () => {
  test('is tried again after 1, 2, 4, 8 and 16 minutes, and not in between', async () => {
    const { measure } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });

    const waits: number[] = [];
    for (;;) {
      const [failure] = (await measure()).failed;
      if (!failure?.nextAttemptAt) break;
      waits.push((failure.nextAttemptAt.getTime() - workplace.clock.now().getTime()) / minute);
      workplace.clock.set(new Date(failure.nextAttemptAt.getTime() - 1));
      expect((await measure()).failed).toEqual([failure]);
      workplace.clock.advance(1);
    }

    expect(waits).toEqual([1, 2, 4, 8, 16]);
    expect(metrics.requested).toHaveLength(6);
  });

  test('is forgiven when it answers in time', async () => {
    const { measure, queued } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });
    await measure();
    workplace.clock.advance(minute);
    metrics.answer('/T-1', { value: 42 });

    expect(await measure()).toMatchObject({ measured: 1, failed: [] });
    expect(await queued()).toEqual([]);
  });

  test('is told to the managers once it is given up, not for each attempt', async () => {
    const { measure, measureUntilGivenUp, queued } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });

    await measureUntilGivenUp('2026-11-20');
    expect((await measure()).failed).toMatchObject([{ nextAttemptAt: null }]);

    expect(await queued()).toMatchObject([
      {
        to: 'U0MONA',
        message: {
          template: 'measurements/source-failed',
          view: { fault: 'answered 500', period: 'Friday 20 November 2026', since: null },
        },
      },
    ]);
    expect(metrics.requested).toHaveLength(6);
  });

  test('is read again when somebody insists', async () => {
    const { measure, measureUntilGivenUp } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });
    await measureUntilGivenUp('2026-11-20');
    metrics.answer('/T-1', { value: 42 });

    expect(await measure()).toMatchObject({ measured: 0 });
    expect(await measure({ force: true })).toMatchObject({ measured: 1 });
  });

  test('for days is one message, edited until it answers again', async () => {
    const { measure, measureUntilGivenUp, queued } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });
    await measureUntilGivenUp('2026-11-20');
    workplace.clock.set('2026-11-21T08:00:00Z');
    await measureUntilGivenUp('2026-11-21');
    workplace.clock.set('2026-11-22T08:00:00Z');
    metrics.answer('/T-1', { value: 42 });
    await measure({ bucket: '2026-11-22' });

    const messages = await queued();
    expect(messages.map(({ message }) => [message.template, message.view['since']])).toEqual([
      ['measurements/source-failed', null],
      ['measurements/source-failed', 'Friday 20 November 2026'],
      ['measurements/source-recovered', 'Friday 20 November 2026'],
    ]);
    expect(new Set(messages.map(({ key }) => key)).size).toBe(1);
  });

  test('is given up when its day ends before its next attempt', async () => {
    const { measure, queued } = await start([readable(1)]);
    workplace.clock.set('2026-11-20T22:59:30Z');
    metrics.answer('/T-1', { status: 500 });

    expect((await measure()).failed).toMatchObject([{ nextAttemptAt: null }]);
    expect(await queued()).toHaveLength(1);
  });

  test('is given up, and not read, when the bot was away until its day was over', async () => {
    const { measure, queued } = await start([readable(1)]);
    metrics.answer('/T-1', { status: 500 });
    await measure();
    workplace.clock.set('2026-11-21T08:00:00Z');

    expect((await measure()).failed).toMatchObject([{ nextAttemptAt: null }]);
    expect(metrics.requested).toHaveLength(1);
    expect(await queued()).toMatchObject([
      { message: { view: { period: 'Friday 20 November 2026' } } },
    ]);
  });
});
