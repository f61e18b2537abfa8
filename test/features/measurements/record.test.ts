import type { MemberActor } from '../../../src/features/people/index.js';
import type { Task } from '../../../src/features/tasks/index.js';
import { actor, monitoring, task } from './crew.js';
import { Workplace } from './workplace.js';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

let intents = 0;

async function start(...tasks: Task[]) {
  const feature = await workplace.start(tasks);
  const record = (
    value: string,
    more: {
      by?: MemberActor;
      taskId?: string;
      bucket?: string;
      note?: string;
      seenValues?: number;
      intentId?: string;
    } = {},
  ) => {
    const { by = actor('ada'), taskId = 'T-1', bucket = null, note = null } = more;
    const intentId = more.intentId ?? `intent-${(intents += 1)}`;
    const seen = more.seenValues === undefined ? {} : { seenValues: more.seenValues };
    return feature.measurements.record({
      actor: by,
      intentId,
      taskId,
      bucket,
      value,
      note,
      ...seen,
    });
  };
  return { ...feature, record };
}

describe('recording', () => {
  test('keeps a value for the day that it is for the team', async () => {
    const { record, measurements, audit } = await start(task(1));
    workplace.clock.set('2026-11-19T23:30:00Z');

    const outcome = await record('42,5', { note: ' After the cache was warm ', intentId: 'i' });

    const expected = {
      taskId: 'T-1',
      bucket: '2026-11-20',
      index: 18,
      value: 42.5,
      takenAt: workplace.clock.now(),
      takenBy: 'ada',
      note: 'After the cache was warm',
      corrections: [],
    };
    expect(outcome).toMatchObject({ kind: 'recorded', measurement: expected });
    expect(await measurements.ofTask(task(1))).toEqual([expected]);
    expect(await audit.find('i')).toMatchObject({
      actorId: 'ada',
      action: 'measurement recorded',
      subject: 'task T-1',
      after: { bucket: '2026-11-20', value: 42.5, note: 'After the cache was warm' },
    });
  });

  test('keeps what a correction replaced, oldest first', async () => {
    const { record, measurements, audit } = await start(task(1));

    await record('40', { bucket: '2026-11-18' });
    await record('41', { bucket: '2026-11-18', by: actor('mona'), note: 'misread' });
    await record('42', { bucket: '2026-11-18', intentId: 'last' });

    const [measurement] = await measurements.ofTask(task(1));
    expect(measurement).toMatchObject({
      value: 42,
      index: 16,
      corrections: [
        { value: 40, takenBy: 'ada' },
        { value: 41, takenBy: 'mona', note: 'misread' },
      ],
    });
    expect(measurement?.note).toBeUndefined();
    expect(await audit.find('last')).toMatchObject({
      action: 'measurement corrected',
      before: { value: 41 },
      after: { value: 42 },
    });
  });

  test('loses none of many corrections made at once', async () => {
    const { record, measurements } = await start(task(1));
    const values = Array.from({ length: 8 }, (_, index) => index + 1);

    await Promise.all(values.map((value) => record(String(value))));

    const [measurement] = await measurements.ofTask(task(1));
    const kept = [measurement, ...(measurement?.corrections ?? [])].map((each) => each?.value);
    expect(new Set(kept)).toEqual(new Set(values));
    expect(kept).toHaveLength(values.length);
  });

  test('takes effect once for one intent', async () => {
    const { record, measurements, count } = await start(task(1));

    await record('40', { intentId: 'double click' });
    const again = await record('43', { intentId: 'double click' });

    expect(again).toMatchObject({ kind: 'recorded', measurement: { value: 40 } });
    expect(await measurements.ofTask(task(1))).toMatchObject([{ value: 40, corrections: [] }]);
    expect(await count('audit_log')).toBe(1);
  });

  test('changes nothing when the value is the same', async () => {
    const { record, count } = await start(task(1));

    await record('40');

    expect(await record('40.0')).toMatchObject({ kind: 'unchanged' });
    expect(await count('audit_log')).toBe(1);
  });

  test('refuses a form that was opened before somebody else answered', async () => {
    const { record, measurements } = await start(task(1));
    await record('40', { by: actor('mona') });

    const outcome = await record('44', { seenValues: 0 });

    expect(outcome).toMatchObject({ kind: 'changed meanwhile', measurement: { takenBy: 'mona' } });
    expect(await measurements.ofTask(task(1))).toMatchObject([{ value: 40, corrections: [] }]);
    expect(await record('44', { seenValues: 1 })).toMatchObject({ kind: 'recorded' });
  });

  test('counts weeks by the ISO week of the team', async () => {
    const weekly = task(1, {
      monitoring: monitoring({ cadence: 'weekly', startDate: '2026-11-04' }),
    });
    const { record } = await start(weekly);

    expect(await record('40')).toMatchObject({ measurement: { bucket: '2026-W47', index: 2 } });
    expect(await record('41', { bucket: '2026-11-09' })).toMatchObject({
      measurement: { bucket: '2026-W46', index: 1 },
    });
  });

  test('goes on after the end while a decision waits, without entering the period', async () => {
    const waiting = task(1, {
      monitoring: monitoring({ endDate: '2026-11-18', state: 'awaiting approval' }),
    });
    const { record, measurements } = await start(waiting);

    expect(await record('40')).toMatchObject({ kind: 'recorded' });
    expect(await measurements.ofTask(waiting)).toEqual([]);
    const extended = task(1, { monitoring: monitoring({ endDate: '2026-11-30' }) });
    expect(await measurements.ofTask(extended)).toMatchObject([{ bucket: '2026-11-20' }]);
  });
});

describe('recording is refused and changes nothing', () => {
  test.each([
    [
      'a value that is none',
      'abc',
      {},
      { value: 'The value is not a number; write one like 42.5.' },
    ],
    ['a value that is too large', '1e15', {}, { value: 'The value is too large to keep.' }],
    [
      'a day to come',
      '1',
      { bucket: '2026-11-21' },
      { bucket: 'Saturday 21 November 2026 has not come yet.' },
    ],
    [
      'a day before the start',
      '1',
      { bucket: '2026-11-01' },
      { bucket: 'Sunday 1 November 2026 is before the start of monitoring, 2026-11-02.' },
    ],
    [
      'a day that does not exist',
      '1',
      { bucket: '2026-02-30' },
      { bucket: '“2026-02-30” is no day; write one like 2026-11-20.' },
    ],
    [
      'a week for a daily metric',
      '1',
      { bucket: '2026-W47' },
      { bucket: '“2026-W47” is no day; write one like 2026-11-20.' },
    ],
    [
      'a note that is too long',
      '1',
      { note: 'x'.repeat(10_000) },
      { note: 'A note has at most 500 characters; this one has 10000.' },
    ],
  ])('for %s', async (_, value, more, faults) => {
    const { record, count } = await start(task(1));

    expect(await record(value, more)).toEqual({ kind: 'invalid', faults });
    expect(await count('measurements')).toBe(0);
    expect(await count('audit_log')).toBe(0);
  });

  test('for several faults, which are all told', async () => {
    const { record } = await start(task(1));

    expect(await record('x', { bucket: '2026-12-24' })).toMatchObject({
      faults: { value: expect.any(String), bucket: expect.any(String) },
    });
  });

  test('for a day after the end of monitoring that still awaits its evaluation', async () => {
    const { record } = await start(task(1, { monitoring: monitoring({ endDate: '2026-11-18' }) }));

    expect(await record('1')).toEqual({
      kind: 'invalid',
      faults: {
        bucket: 'Friday 20 November 2026 is after the end of monitoring, 2026-11-18.',
      },
    });
  });

  test('for a task that is unknown, not monitored, or no longer monitored', async () => {
    const ended = task(2, { monitoring: monitoring({ state: 'ended' }) });
    const { record } = await start(task(1, { monitoring: null }), ended);

    expect(await record('1', { taskId: 'T-9' })).toEqual({ kind: 'unknown task' });
    expect(await record('1')).toMatchObject({ kind: 'not monitored' });
    expect(await record('1', { taskId: 'T-2' })).toMatchObject({ kind: 'monitoring ended' });
  });

  test('for everybody but whose task it is and those who may edit it, and logged', async () => {
    const { record, count, logged } = await start(task(1), task(2, { createdById: 'ben' }));

    expect(await record('1', { by: actor('ben') })).toMatchObject({ kind: 'not allowed' });
    expect(logged).toMatchObject([
      { msg: 'refused: not allowed', actorId: 'ben', permission: 'edit_tasks', taskId: 'T-1' },
    ]);
    const byCreator = await record('1', { taskId: 'T-2', by: actor('ben') });
    expect(byCreator).toMatchObject({ kind: 'recorded' });
    expect(await record('1', { by: actor('ben', { role: 'auditor' }) })).toMatchObject({
      kind: 'not allowed',
    });
    expect(await count('measurements')).toBe(1);
    for (const by of [actor('ada'), actor('mona'), actor('root')]) {
      expect(await record('1', { by, bucket: '2026-11-18' })).toHaveProperty('measurement');
    }
  });
});
