import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet } from './golden-series.js';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

const probablyMet = { ...better, target: { type: 'percent', value: 6 } } as const;

describe('/crew why', () => {
  test('tells the inputs, the steps, the thresholds, the digest and that replaying agrees', async () => {
    const { id } = await bench.measuredTask(goalMet);
    await bench.run();
    expect(await bench.say('ana', 'why', id)).toMatchObject({
      template: 'evaluations/why',
      view: {
        recommendation: 'close',
        steps: {
          n: 30,
          used: 30,
          level: '149 pages',
          improvement: '50.6 pages',
          se: '3.23 pages',
          df: '11.9',
          rho: '0.368',
          latestTrend: { slope: '0.0975 pages a day', p: '0.416', readings: 17 },
        },
        probabilities: { met: '0.996537' },
        thresholds: { close: 0.9, intervene: 0.9, extend: 0.8 },
        rule: '1',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        replay: 'same',
        choice: 'close as met',
        decided: { by: 'Crewchief' },
      },
    });
  });

  test('tells who decided what and why, a year later too', async () => {
    const { id } = await bench.measuredTask(better);
    await bench.run();
    const { message } = await bench.card();
    const values = { choice: 'close as met', reason: 'The customer is content' };
    await bench.submit('max', message.view.actions['decideOtherwise'], values);
    bench.clock.set('2027-11-18T08:00:00Z');
    expect(await bench.say('ana', 'why', id)).toMatchObject({
      view: {
        recommendation: 'extend',
        choice: 'close as met',
        decided: { by: 'Max', at: '18 Nov 2026, 09:00', reason: 'The customer is content' },
        replay: 'same',
      },
    });
  });

  test('tells of an older period when its last day is named', async () => {
    const { id } = await bench.measuredTask(probablyMet);
    await bench.run();
    const { message } = await bench.card();
    await bench.press('max', message.view.actions['extend']);
    bench.clock.set('2026-11-30T08:00:00Z');
    await bench.run();
    expect(await bench.say('ana', 'why', id)).toMatchObject({
      view: { period: '19 Oct 2026 – 29 Nov 2026', otherPeriods: '2026-11-17' },
    });
    expect(await bench.say('ana', 'why', `${id} 2026-11-17`)).toMatchObject({
      view: { period: '19 Oct 2026 – 17 Nov 2026', otherPeriods: '2026-11-29', choice: 'extend' },
    });
  });

  test('shows an altered receipt as one that does not replay', async () => {
    const { id } = await bench.measuredTask(goalMet);
    await bench.run();
    const stored = await bench.db
      .collection<{ receipt: string }>('task_evaluations')
      .findOne({ taskId: id });
    const altered = stored?.receipt.replace('206.2', '206.3');
    await bench.db
      .collection('task_evaluations')
      .updateOne({ taskId: id }, { $set: { receipt: altered } });
    expect(await bench.say('ana', 'why', id)).toMatchObject({ view: { replay: 'different' } });
  });

  test('shows nothing to members of other teams, and logs the attempt', async () => {
    const { id } = await bench.measuredTask(goalMet);
    await bench.run();
    expect(await bench.say('pia', 'why', id)).toEqual({
      template: 'evaluations/not-allowed-to-see',
      view: { taskId: id },
    });
    expect(bench.logged).toMatchObject([
      { msg: 'refused: not allowed', actorId: 'pia', permission: 'view_team', taskId: id },
    ]);
  });

  test('answers who created the task, also from another team', async () => {
    const { id } = await bench.measuredTask(goalMet);
    await bench.run();
    await bench.db
      .collection<{ _id: string }>('tasks')
      .updateOne({ _id: id }, { $set: { createdById: 'pia' } });
    expect(await bench.say('pia', 'why', id)).toMatchObject({ template: 'evaluations/why' });
  });

  test.each(['', 'build', 'T-1 yesterday', 'T-1 2026-11-31', 'T-1 2026-11-17 now'])(
    'answers "%s" with how to write it',
    async (text) => {
      expect(await bench.say('ana', 'why', text)).toEqual({
        template: 'evaluations/why-usage',
        view: { text },
      });
    },
  );

  test('says of a task without evaluation what there is', async () => {
    const { id } = await bench.measuredTask(goalMet);
    expect(await bench.say('ana', 'why', id)).toMatchObject({
      template: 'evaluations/not-evaluated',
      view: { monitoredUntil: '2026-11-17', periods: '' },
    });
    expect(await bench.say('ana', 'why', 'T-99')).toEqual({
      template: 'evaluations/unknown-task',
      view: { taskId: 'T-99' },
    });
  });
});

describe('/crew evaluate', () => {
  test('shows managers what would be decided as of today, and writes nothing', async () => {
    const { id } = await bench.measuredTask(goalMet);
    bench.clock.set('2026-11-10T08:00:00Z');
    const before = await bench.task(id);
    expect(await bench.say('max', 'evaluate', id)).toMatchObject({
      template: 'evaluations/preview',
      view: {
        asOf: '10 Nov 2026',
        endDate: '17 Nov 2026',
        recommendation: 'close',
        coverage: { received: 23, expected: 23 },
      },
    });
    expect(await bench.task(id)).toEqual(before);
    expect(await bench.count('task_evaluations')).toBe(0);
    expect(await bench.told()).toEqual([]);
  });

  test('says of a period that is over that a decision waits', async () => {
    const { id } = await bench.measuredTask(better);
    await bench.run();
    expect(await bench.say('max', 'evaluate', id)).toMatchObject({
      view: { endDate: '17 Nov 2026', state: 'awaiting approval' },
    });
  });

  test.each(['ana', 'lea', 'mia'])('is refused to %s, who does not manage the team', async (by) => {
    const { id } = await bench.measuredTask(goalMet);
    expect(await bench.say(by, 'evaluate', id)).toMatchObject({
      template: 'evaluations/not-allowed',
    });
    expect(bench.logged).toMatchObject([{ actorId: by, permission: 'manage_team', taskId: id }]);
  });

  test('says when there is nothing to evaluate', async () => {
    const { id } = await bench.measuredTask(goalMet);
    bench.clock.set('2026-10-18T08:00:00Z');
    expect(await bench.say('max', 'evaluate', id)).toMatchObject({
      template: 'evaluations/not-started',
    });
    const plain = await bench.taskWithoutMonitoring();
    expect(await bench.say('max', 'evaluate', plain.id)).toMatchObject({
      template: 'evaluations/not-monitored',
    });
    expect(await bench.say('max', 'evaluate', 'T-99')).toMatchObject({
      template: 'evaluations/unknown-task',
    });
    expect(await bench.say('max', 'evaluate', 'everything')).toMatchObject({
      template: 'evaluations/evaluate-usage',
    });
  });
});
