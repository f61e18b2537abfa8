import { join } from 'node:path';
import {
  type MonitoringChart,
  renderMonitoringChart,
} from '../../../src/charts/monitoring-chart.js';
import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import { createRenderer } from '../../../src/slack/rendering/index.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import {
  better,
  goalMet,
  goldenSeries,
  tooFewReadings,
  unchanged,
  worse,
} from './golden-series.js';

const renderer = createRenderer(join(projectRoot, 'templates'));

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

/** The words of the card of a task with the readings of `input`. */
async function cardText(
  input: DecisionInput,
  more: Parameters<EvaluationsBench['measuredTask']>[1] = {},
): Promise<string> {
  await bench.measuredTask(input, more);
  await bench.run();
  const { message } = await bench.card();
  return renderer.render(message.template, { ...message.view, images: {} }).text;
}

/** `input` without the readings of `days`. */
function without(input: DecisionInput, days: readonly number[]): DecisionInput {
  return { ...input, points: input.points.filter(({ t }) => !days.includes(t)) };
}

describe('a card', () => {
  test('says what was decided, why, how sure, from what and what would change it', async () => {
    const text = await cardText(goalMet, { metric: 'Response time', unit: 'ms' });
    for (const words of [
      'T-1 is closed: goal met',
      'The goal is met with 99% certainty: Response time is at 149.4 ms, 25.3% better',
      '████████ 100% goal met',
      'Goal: 20% lower, that is 160 ms',
      'Baseline: 200 ms',
      'First to last reading: −26.5%',
      'Readings: 30 of 30 days',
      'Keep monitoring…',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('counts differences of percentages in points', async () => {
    const text = await cardText(
      { ...better, target: { type: 'absolute', value: 6.25 } },
      { unit: '%' },
    );
    expect(text).toContain('Goal: 6.25 points higher');
    expect(text).toMatch(/Change: [\d.]+ points better than the baseline/);
    expect(text).toMatch(/Trend: \+[\d.]+ points a day/);
  });

  test('names the days without a reading and the readings left out', async () => {
    const text = await cardText(without(unchanged, [3, 4]), { unit: 's' });
    expect(text).toContain('Readings: 28 of 30 days');
    expect(text).toContain('Without a reading: 2026-10-22, 2026-10-23');
    expect(text).toContain('Left out as outliers: 2026-11-17 (141 s)');
  });

  test('names at most ten of many missing days', async () => {
    const days = Array.from({ length: 13 }, (_, day) => 2 * day + 1);
    expect(await cardText(without(better, days))).toMatch(/2026-11-07 and 3 more/);
  });

  test('names the likeliest state in a review', async () => {
    expect(await cardText(unchanged)).toContain('Likeliest: no real change.');
  });

  test('offers the shortest extension that would settle it', async () => {
    const text = await cardText({ ...better, target: { type: 'percent', value: 6 } });
    expect(text).toContain('goal probably met');
    expect(text).toContain('12 more days; then it would be closed as met');
    expect(text).toContain('[Extend to 29 Nov 2026] [Another date…] [Close: goal met]');
  });

  test('says when the agreed extensions are used up, and offers the other ways', async () => {
    const text = await cardText(better, { maximumExtensions: 0 });
    expect(text).toContain('The agreed extensions are used up (0 of 0).');
    expect(text).toContain('[Extend beyond the limit…] [Decide otherwise…]');
  });

  test('can be read when there are too few readings for probabilities', async () => {
    const text = await cardText(tooFewReadings);
    expect(text).toContain('There are too few readings to tell anything: 2 of');
    expect((await bench.card()).message.view).toMatchObject({ bands: null, likeliest: null });
  });

  test.each([
    ['no percentage of 0 can be a goal', { value: 0 }],
    ['There is no baseline to compare with.', null],
  ])('says "%s" of the baseline %j', async (words, baseline) => {
    const { id } = await bench.measuredTask(better);
    await bench.db
      .collection<{ _id: string }>('tasks')
      .updateOne({ _id: id }, { $set: { 'monitoring.baseline': baseline } });
    await bench.run();
    const { message } = await bench.card();
    const { text } = renderer.render(message.template, { ...message.view, images: {} });
    expect(text).toContain(words);
  });

  test('shows titles and names as they were written', async () => {
    const { id } = await bench.measuredTask(better, { metric: '<!channel> *p95*' });
    await bench.run();
    const { message } = await bench.card();
    const { text } = renderer.render(message.template, { ...message.view, images: {} });
    expect(text).toContain('&lt;!channel&gt; *p95*');
    expect(text).toContain(id);
  });
});

test('the chart has every day of the period, gaps and excluded readings marked', async () => {
  await bench.measuredTask(without(unchanged, [3]), { unit: 's' });
  await bench.run();
  const chart = (await bench.card()).chart?.model as MonitoringChart;
  expect(chart.points).toHaveLength(30);
  expect(chart.points[3]).toEqual({ label: '2026-10-22', value: null });
  expect(chart.points[29]).toEqual({ label: '2026-11-17', value: 141, excluded: true });
  expect(chart).toMatchObject({
    levelWindow: { from: 23, to: 29 },
    baseline: 100,
    target: 110,
    direction: 'higher',
  });
  expect(renderMonitoringChart(chart).altText).toContain('T-1');
});

test('a weekly task is shown by its weeks', async () => {
  await bench.measuredTask(goldenSeries('G11'));
  await bench.run();
  const { message, chart } = await bench.card();
  expect(message.view).toMatchObject({ bucketWord: 'weeks', coverage: { expected: 6 } });
  const { points } = (chart as { model: MonitoringChart }).model;
  expect(points.map(({ label }) => label)).toEqual(
    [43, 44, 45, 46, 47, 48].map((week) => `2026-W${week}`),
  );
});

test('every message to the assignee can be read', async () => {
  await bench.measuredTask(worse);
  await bench.run();
  const { message } = await bench.card();
  await bench.press('max', message.view.actions['talk']);
  const notices = (await bench.queued()).filter(({ to }) => to === 'U0ANA');
  const texts = notices.map(
    (notice) => renderer.render(notice.message.template, notice.message.view).text,
  );
  expect(texts).toEqual([
    expect.stringContaining('A manager decides how it goes on'),
    expect.stringContaining('Max would like to talk about T-1'),
  ]);
});
