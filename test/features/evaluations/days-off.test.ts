import { defaultCalendar } from '../../../src/features/calendar/index.js';
import { chartModel } from '../../../src/features/evaluations/slack/chart-model.js';
import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet } from './golden-series.js';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

const weekends = [5, 6, 12, 13, 19, 20, 26, 27];

/** A task with readings of Monday to Friday alone, on which its assignee works. */
async function taskMeasuredOnWorkdays(input: typeof goalMet) {
  const points = input.points.filter(({ t }) => !weekends.includes(t));
  const { id } = await bench.measuredTask({ ...input, points });
  bench.readingCalendars.set(id, defaultCalendar('UTC'));
  return id;
}

test('days off are neither expected nor missing, and the receipt keeps them and replays', async () => {
  const id = await taskMeasuredOnWorkdays(goalMet);
  await bench.run();

  const { receipt } = await bench.evaluation(id);
  expect(receipt.input.period).toEqual({ expectedBuckets: 22, lastBucket: 29, daysOff: weekends });
  expect(receipt.figures.coverage).toEqual({ expected: 22, received: 22, missing: 0, ratio: 1 });
  expect(await bench.say('ana', 'why', id)).toMatchObject({
    view: {
      coverage: { received: 22, expected: 22, daysOff: 8 },
      missing: null,
      replay: 'same',
    },
  });
});

test('a calendar that changes later does not change what was expected then', async () => {
  const id = await taskMeasuredOnWorkdays(goalMet);
  await bench.run();
  bench.readingCalendars.clear();

  expect(await bench.say('ana', 'why', id)).toMatchObject({
    view: { coverage: { received: 22, expected: 22, daysOff: 8 }, replay: 'same' },
  });
});

test('without a calendar a reading of every day is expected, and the receipt is as ever', async () => {
  const id = await taskMeasuredOnWorkdays(goalMet);
  bench.readingCalendars.clear();
  await bench.run();

  const { receipt } = await bench.evaluation(id);
  expect(receipt.input.period).toEqual({ expectedBuckets: 30, lastBucket: 29 });
  expect(receipt.figures.coverage).toMatchObject({ expected: 30, missing: 8 });
});

test('the preview counts the same days', async () => {
  const id = await taskMeasuredOnWorkdays(goalMet);
  bench.clock.set('2026-11-09T08:00:00Z');

  expect(await bench.say('max', 'evaluate', id)).toMatchObject({
    view: { coverage: { received: 16, expected: 16, daysOff: 6 }, missing: null },
  });
});

test('an extension is as many working days long as readings are needed', async () => {
  const id = await taskMeasuredOnWorkdays(better);
  await bench.run();

  const { receipt, proposedEndDate } = await bench.evaluation(id);
  expect(receipt.flip).toMatchObject({ extension: null, horizon: 22 });
  expect(proposedEndDate).toBe('2026-12-17');
  const { message } = await bench.card();
  expect(message.view).toMatchObject({ flip: { bucketWord: 'working days' } });
});

test('the chart keeps a place for every day', async () => {
  const id = await taskMeasuredOnWorkdays(goalMet);
  await bench.run();

  const { points } = chartModel(await bench.evaluation(id));
  expect(points).toHaveLength(30);
  expect(points[5]).toEqual({ label: '2026-10-24', value: null });
});
