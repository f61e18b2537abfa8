import { byRank, hasOwnCard } from '../../../src/features/evaluations/announcement.js';
import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import { type EvaluationsBench, type Queued, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet, unchanged, worse } from './golden-series.js';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

async function dueTogether(...inputs: DecisionInput[]): Promise<string[]> {
  const ids: string[] = [];
  for (const input of inputs) ids.push((await bench.measuredTask(input)).id);
  return ids;
}

async function toldInChannel(): Promise<Queued[]> {
  return (await bench.queued()).filter(({ to }) => to === 'C0WEB');
}

const templatesOf = (told: readonly Queued[]) => told.map(({ message }) => message.template);

describe('many decisions in one run', () => {
  test('are told in one ranked message; what is almost certainly worse has its own card', async () => {
    const [, extended, alarming] = await dueTogether(
      goalMet,
      better,
      worse,
      unchanged,
      better,
      unchanged,
    );
    await bench.run();
    await bench.run();

    const told = await toldInChannel();

    expect(templatesOf(told)).toEqual(['evaluations/intervene', 'evaluations/digest']);
    expect(told[0]?.message.view).toMatchObject({
      task: { id: alarming },
      mention: { slackId: 'U0MAX' },
    });
    expect(told[1]?.message.view).toMatchObject({ waiting: 4, extend: 2, review: 2, closed: 1 });
    const decisions = told[1]?.message.view['decisions'] as { recommendation: string }[];
    expect(decisions.map(({ recommendation }) => recommendation)).toEqual([
      'extend',
      'extend',
      'review',
      'review',
    ]);
    expect(decisions[0]).toMatchObject({ task: { id: extended } });
  });

  test('are each told to their assignee, and wait for an answer in the list', async () => {
    const ids = await dueTogether(better, better, unchanged, unchanged, unchanged, unchanged);
    await bench.run();
    expect((await bench.told()).filter((line) => line.startsWith('U0ANA'))).toHaveLength(6);

    const list = await bench.say('max', 'approvals', '');
    const { view } = list as unknown as Queued['message'];
    expect(view).toMatchObject({ count: 6, waiting: ids.map((id) => ({ task: { id } })) });
    await bench.press('max', view.actions['open1']);
    await bench.press('max', (await bench.card('U0MAX')).message.view.actions['extend']);

    expect(await bench.task(ids[0] ?? '')).toMatchObject({ monitoring: { state: 'active' } });
  });

  test('are told after a run that ended before it could tell', async () => {
    await dueTogether(better, better, unchanged, unchanged, unchanged, unchanged);
    bench.broken.digest = true;
    await expect(bench.run()).rejects.toThrow('The process died');
    expect(await toldInChannel()).toEqual([]);
    bench.broken.digest = false;
    await bench.run();
    expect(templatesOf(await toldInChannel())).toEqual(['evaluations/digest']);
  });
});

test('five decisions in one run have a card each', async () => {
  await dueTogether(goalMet, better, worse, unchanged, unchanged);
  await bench.run();
  expect(templatesOf(await toldInChannel()).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'evaluations/close',
    'evaluations/extend',
    'evaluations/intervene',
    'evaluations/review',
    'evaluations/review',
  ]);
});

test.each([
  [0.98, true],
  [0.979, false],
])('a call for help with P(worse) = %s has its own card among many: %s', (probability, own) => {
  const probabilities = { met: 0, improved: 0, same: 1 - probability, worse: probability };
  expect(hasOwnCard({ decision: 'intervene', probabilities }, 6)).toBe(own);
});

test('the ranking puts calls for help first, and the more probable before the less', () => {
  const ranked = [
    { decision: 'close', confidence: 0.99 },
    { decision: 'review', confidence: null },
    { decision: 'intervene', confidence: 0.91 },
    { decision: 'extend', confidence: 0.85 },
    { decision: 'review', confidence: 0.8 },
    { decision: 'intervene', confidence: 0.97 },
  ] as const;
  expect(ranked.toSorted(byRank).map(({ confidence }) => confidence)).toEqual([
    0.97,
    0.91,
    0.85,
    0.8,
    null,
    0.99,
  ]);
});
