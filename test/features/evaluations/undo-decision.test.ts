import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import type { ActionButton } from '../../../src/shared/message.js';
import { actorNamed } from '../tasks/people-of-test.js';
import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet, worse } from './golden-series.js';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

const probablyMet: DecisionInput = { ...better, target: { type: 'percent', value: 6 } };

interface Evaluated {
  readonly id: string;
  readonly buttons: Record<string, ActionButton>;
}

async function evaluated(input: DecisionInput): Promise<Evaluated> {
  const { id } = await bench.measuredTask(input);
  await bench.run();
  const { message } = await bench.card();
  return { id, buttons: message.view.actions };
}

async function state(id: string) {
  const { version: _, ...task } = await bench.task(id);
  const { version: _evaluation, ...evaluation } = await bench.evaluation(id);
  const [extensions, summaries] = await Promise.all(
    ['task_extensions', 'task_summaries'].map((name) => bench.db.collection(name).find().toArray()),
  );
  return { task, evaluation, extensions, summaries };
}

async function undo(by: string) {
  const { undo: button } = (await bench.card()).message.view.actions;
  if (!button) throw new Error('The card has no such button');
  return bench.tasks.undo({
    undoes: button.value,
    actor: actorNamed(by),
    intentId: bench.newIntent(),
  });
}

const decisions: [string, DecisionInput, (evaluated: Evaluated) => Promise<unknown>][] = [
  ['an extension', probablyMet, ({ buttons }) => bench.press('max', buttons['extend'])],
  ['a close', probablyMet, ({ buttons }) => bench.press('max', buttons['closeMet'])],
  ['a close as failed', worse, ({ buttons }) => bench.press('max', buttons['closeFailed'])],
  ['a talk', worse, ({ buttons }) => bench.press('max', buttons['talk'])],
  [
    'a reassignment',
    worse,
    ({ buttons }) => bench.submit('max', buttons['reassign'], { assignee: 'bob' }),
  ],
  [
    'a new target',
    worse,
    ({ buttons }) =>
      bench.submit('max', buttons['changeTarget'], { target: '2.5', endDate: '2026-12-10' }),
  ],
  [
    'the end of an automatic close',
    goalMet,
    ({ buttons }) =>
      bench.submit('max', buttons['keepMonitoring'], { reason: 'Wait', endDate: '2026-12-05' }),
  ],
];

test.each(decisions)('undoing %s restores everything and the card', async (_, input, decide) => {
  const given = await evaluated(input);
  const before = await state(given.id);
  const { message, key } = await bench.card();
  await decide(given);

  expect(await undo('max')).toMatchObject({ kind: 'undone' });

  expect(await state(given.id)).toEqual(before);
  const card = await bench.card();
  expect(card.key).toBe(key);
  expect(card.message.template).toBe(message.template);
  expect(Object.keys(card.message.view.actions)).toEqual(Object.keys(message.view.actions));
});

test('a decision can be taken anew after it was undone, and is in force then', async () => {
  const { id, buttons } = await evaluated(probablyMet);
  await bench.press('max', buttons['extend']);
  await undo('max');

  await bench.press('max', (await bench.card()).message.view.actions['closeMet']);

  expect(await bench.task(id)).toMatchObject({ status: 'done', monitoring: { state: 'ended' } });
});

test('the old card decides nothing after the decision on it was undone', async () => {
  const { id, buttons } = await evaluated(probablyMet);
  await bench.press('max', buttons['extend']);
  await undo('max');
  const before = await state(id);

  const reply = await bench.press('max', buttons['closeMet']);

  expect(reply).toMatchObject({ template: 'evaluations/settled' });
  expect(await state(id)).toEqual(before);
});

test('who was told of an undone decision is corrected, who was not hears nothing', async () => {
  const { buttons } = await evaluated(probablyMet);
  await bench.press('max', buttons['extend']);
  await undo('max');

  const entries = await bench.db
    .collection<{ to: string; status: string; key: string; editsOnly?: boolean }>(
      'notification_logs',
    )
    .find({ to: 'U0ANA' })
    .sort({ sequence: 1 })
    .toArray();
  expect(entries.map(({ status, editsOnly }) => [status, editsOnly])).toEqual([
    ['queued', undefined],
    ['cancelled', undefined],
    ['queued', true],
  ]);
  expect(entries[2]?.key).toBe(entries[1]?.key);
});

describe('a decision that nobody needs any more', () => {
  const completed = (id: string) =>
    bench.tasks.change({
      taskId: id,
      command: { kind: 'complete', hours: 2, notes: null },
      actor: actorNamed('ana'),
      intentId: 'completes',
    });

  test('is withdrawn: every copy of its card loses its buttons', async () => {
    bench.sendDecisionsTo('managers');
    const { id } = await bench.measuredTask(worse);
    await bench.run();
    const { key, message } = await bench.card('U0MAX');
    await completed(id);

    const card = await bench.card('U0MAX');

    expect(card.key).toBe(key);
    expect(card.message).toMatchObject({
      template: 'evaluations/withdrawn',
      view: { actions: {}, withdrawn: { by: 'Ana', status: 'done' } },
    });
    const reply = await bench.press('max', message.view.actions['talk']);
    expect(reply).toMatchObject({ template: 'evaluations/overtaken' });
  });

  test('waits again when what made it void is undone', async () => {
    const { id, buttons } = await evaluated(worse);
    const before = await state(id);
    await completed(id);
    await bench.tasks.undo({ undoes: 'completes', actor: actorNamed('ana'), intentId: 'undoes' });

    expect(await state(id)).toEqual(before);
    expect(Object.keys((await bench.card()).message.view.actions)).toEqual(Object.keys(buttons));
    await bench.press('max', (await bench.card()).message.view.actions['talk']);
    expect((await bench.evaluation(id)).settlement).toMatchObject({ choice: 'talk' });
  });
});

test('a task that changes hands while its decision waits shows its new assignee', async () => {
  const { id } = await evaluated(worse);
  await bench.tasks.change({
    taskId: id,
    command: { kind: 'assign', assigneeId: 'bob' },
    actor: actorNamed('max'),
    intentId: 'gives',
  });

  const { message } = await bench.card();

  expect(message.view).toMatchObject({ assignee: 'Bob' });
  await bench.press('max', message.view.actions['talk']);
  expect(await bench.told()).toContain('U0BOB evaluations/notice-talk');
});
