import { canonicalJson } from '../../../src/shared/canonical-json.js';
import { replay } from '../../../src/features/evaluations/rule/receipt.js';
import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet, tooFewReadings, unchanged, worse } from './golden-series.js';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

describe('a task whose goal is met', () => {
  test('is closed at once: task done, monitoring ended, card and congratulation sent', async () => {
    const { id } = await bench.measuredTask(goalMet);
    const { tasks } = await bench.run();
    expect(tasks).toMatchObject([
      { taskId: id, outcome: 'evaluated', decision: 'close', confidence: 0.99, reason: 'close' },
    ]);
    expect(await bench.task(id)).toMatchObject({
      status: 'done',
      completedAt: bench.clock.now(),
      monitoring: {
        state: 'ended',
        evaluatedAt: bench.clock.now(),
        recommendation: 'close',
        evaluationNotes: 'close',
      },
    });
    expect(await bench.told()).toEqual([
      'C0WEB evaluations/close',
      'U0ANA evaluations/notice-closed',
    ]);
    const { message } = await bench.card();
    expect(Object.keys(message.view.actions)).toEqual(['keepMonitoring']);
  });

  test('leaves a final summary', async () => {
    const { id } = await bench.measuredTask(goalMet);
    await bench.run();
    const summaries = await bench.db.collection('task_summaries').find().toArray();
    expect(summaries).toMatchObject([
      { _id: `${id}/2026-11-17`, isFinal: true, extensionNumber: 0, figures: { first: { t: 0 } } },
    ]);
  });
});

test.each([
  ['extend', better, 'extend', ['extend', 'anotherDate', 'decideOtherwise']],
  ['review', unchanged, 'no-real-change', ['closeMet', 'extend', 'anotherDate', 'intervene']],
  [
    'intervene',
    worse,
    'intervene',
    ['talk', 'reassign', 'changeTarget', 'closeFailed', 'decideOtherwise'],
  ],
  ['review', tooFewReadings, 'too-few-points', ['closeMet', 'extend', 'anotherDate', 'intervene']],
] as const)('a task to %s waits for its managers, measured on', async (...expected) => {
  const [decision, input, reason, buttons] = expected;
  const { id } = await bench.measuredTask(input);
  const { tasks } = await bench.run();
  expect(tasks).toMatchObject([{ taskId: id, decision, reason }]);
  expect(await bench.task(id)).toMatchObject({
    status: 'open',
    monitoring: { state: 'awaiting approval', recommendation: decision },
  });
  expect(await bench.told()).toEqual([
    `C0WEB evaluations/${decision}`,
    'U0ANA evaluations/notice-waiting',
  ]);
  const { message, chart } = await bench.card();
  expect(Object.keys(message.view.actions)).toEqual(buttons);
  expect(chart).toMatchObject({ name: 'chart', kind: 'monitoring' });
});

test('a receipt replays byte for byte after its way through the database', async () => {
  const ids: string[] = [];
  for (const input of [goalMet, better, worse, unchanged, tooFewReadings]) {
    ids.push((await bench.measuredTask(input)).id);
  }
  bench.clock.set('2027-11-17T08:00:00Z');
  await bench.run();
  for (const id of ids) {
    const { receipt } = await bench.evaluation(id);
    expect(replay(receipt)).toBe(canonicalJson(receipt));
  }
});

test('copies of the card go to each manager with a Slack account where the team wants it so', async () => {
  bench.sendDecisionsTo('managers');
  const { id } = await bench.measuredTask(better);
  await bench.run();
  expect(await bench.told()).toEqual([
    'U0MAX evaluations/extend',
    'U0ANA evaluations/notice-waiting',
  ]);
  expect((await bench.evaluation(id)).receivers).toEqual(['U0MAX']);
});

describe('a run', () => {
  test('leaves tasks alone whose last day is not over in the zone of their team', async () => {
    await bench.measuredTask(better);
    bench.clock.set('2026-11-17T22:59:00Z');
    expect((await bench.run()).tasks).toEqual([]);
    bench.clock.set('2026-11-17T23:00:00Z');
    expect((await bench.run()).tasks).toHaveLength(1);
  });

  test('of one team leaves the others alone', async () => {
    await bench.measuredTask(better);
    const { evaluations } = bench;
    const other = await evaluations.evaluateDue({ teamId: 'payments', dryRun: false });
    expect(other.tasks).toEqual([]);
    const own = await evaluations.evaluateDue({ teamId: 'web', dryRun: false });
    expect(own.tasks).toHaveLength(1);
  });

  test('without writing says what it would decide', async () => {
    const { id } = await bench.measuredTask(goalMet);
    const before = await bench.task(id);
    const report = await bench.evaluations.evaluateDue({ dryRun: true });
    expect(report).toMatchObject({ dryRun: true, tasks: [{ taskId: id, decision: 'close' }] });
    expect(await bench.task(id)).toEqual(before);
    expect(await bench.count('task_evaluations')).toBe(0);
    expect(await bench.told()).toEqual([]);
  });

  test('reports a failing task with its fault and evaluates the others', async () => {
    const first = await bench.measuredTask(better);
    const second = await bench.measuredTask(worse);
    bench.broken.readingsOf = first.id;
    const seen: number[] = [];
    const { tasks } = await bench.evaluations.evaluateDue({
      dryRun: false,
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(tasks).toHaveLength(2);
    expect(tasks).toContainEqual(
      expect.objectContaining({
        taskId: first.id,
        outcome: 'failed',
        error: 'The readings are unreadable',
      }),
    );
    expect(tasks).toContainEqual(
      expect.objectContaining({ taskId: second.id, outcome: 'evaluated' }),
    );
    expect(seen).toEqual([0.5, 1]);
  });

  test('that dies half way leaves nothing half done, and the next one completes it', async () => {
    const { id } = await bench.measuredTask(goalMet);
    const before = await bench.task(id);
    bench.broken.outbox = 1;
    expect((await bench.run()).tasks).toMatchObject([{ outcome: 'failed' }]);
    expect(await bench.task(id)).toEqual(before);
    expect(await bench.count('task_evaluations')).toBe(0);
    expect(await bench.count('task_summaries')).toBe(0);

    expect((await bench.run()).tasks).toMatchObject([{ outcome: 'evaluated' }]);
    expect((await bench.run()).tasks).toEqual([]);
    expect(await bench.count('task_evaluations')).toBe(1);
    expect(await bench.told()).toHaveLength(2);
  });

  test('that cannot write several tasks together writes each by itself', async () => {
    for (const input of [better, worse, goalMet]) await bench.measuredTask(input);
    bench.clock.set('2026-12-24T08:00:00Z');
    bench.broken.outbox = 2;
    const { tasks } = await bench.run();
    expect(tasks.map(({ outcome }) => outcome).toSorted()).toEqual([
      'evaluated',
      'evaluated',
      'failed',
    ]);
    expect((await bench.run()).tasks).toMatchObject([{ outcome: 'evaluated' }]);
    expect(await bench.count('task_evaluations')).toBe(3);
    expect(await bench.told()).toHaveLength(6);
  });

  test('and another at the same time decide each task once', async () => {
    for (const input of [better, worse, goalMet, unchanged]) await bench.measuredTask(input);
    bench.clock.set('2026-12-24T08:00:00Z');
    const runs = await Promise.all([bench.run(), bench.run()]);
    const outcomes = runs.flatMap(({ tasks }) => tasks.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'evaluated')).toHaveLength(4);
    expect(outcomes).not.toContain('failed');
    expect(await bench.count('task_evaluations')).toBe(4);
    expect(await bench.count('task_summaries')).toBe(4);
    expect(await bench.told()).toHaveLength(8);
    const decided = await bench.db
      .collection('audit_log')
      .find({ action: 'monitoring evaluated' })
      .toArray();
    expect(decided).toHaveLength(4);
  });
});
