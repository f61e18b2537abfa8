import type { TaskCommand } from '../../../src/features/tasks/index.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

let fixture: TasksFixture;
beforeAll(async () => {
  fixture = await startTasksFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

const complete: TaskCommand = { kind: 'complete', hours: 5.5, notes: ' Cache warmed \n' };
const block: TaskCommand = { kind: 'block', reason: ' Server down ' };
const cancel: TaskCommand = { kind: 'cancel', reason: 'Not needed' };
const reopen: TaskCommand = { kind: 'reopen', reason: null };

describe('a change of a task', () => {
  test('goes through the life cycle, one version at a time', async () => {
    const { id } = await fixture.create();
    expect(await fixture.changed('ana', id, { kind: 'start' })).toMatchObject({
      status: 'in progress',
      startedAt: fixture.clock.now(),
      version: 2,
    });
    expect(await fixture.changed('ana', id, block)).toMatchObject({
      status: 'blocked',
      blockedReason: 'Server down',
    });
    expect(await fixture.changed('ana', id, { kind: 'start' })).toMatchObject({
      blockedReason: null,
    });
    expect(await fixture.changed('ana', id, complete)).toMatchObject({
      status: 'done',
      actualHours: 5.5,
      completionNotes: 'Cache warmed',
      completedAt: fixture.clock.now(),
    });
    expect(await fixture.changed('ana', id, reopen)).toMatchObject({
      status: 'open',
      actualHours: null,
      completionNotes: null,
      completedAt: null,
    });
    expect(await fixture.changed('ana', id, cancel)).toMatchObject({
      status: 'cancelled',
      version: 7,
    });
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'cancelled', version: 7 });
  });

  test('is in the history with who, when, what was before and after, and why', async () => {
    const { id } = await fixture.create();
    await fixture.changed('ana', id, block);
    const shown = await fixture.tasks.show({
      actor: { kind: 'system', name: 'Crewchief' },
      taskId: id,
    });
    expect(shown.kind === 'shown' && shown.history).toEqual([
      expect.objectContaining({ actorId: 'lea', action: 'task created', subject: `task ${id}` }),
      expect.objectContaining({
        actorId: 'ana',
        at: fixture.clock.now(),
        action: 'task blocked',
        before: { status: 'open', blockedReason: null },
        after: { status: 'blocked', blockedReason: 'Server down' },
        reason: 'Server down',
      }),
    ]);
  });

  test('is refused for an unknown task', async () => {
    expect(await fixture.change('ana', 'T-99', complete)).toEqual({ kind: 'unknown task' });
  });

  test.each<[string, TaskCommand, string]>([
    ['hours of -3', { kind: 'complete', hours: -3, notes: null }, 'hours'],
    ['hours of 1e9', { kind: 'complete', hours: 1e9, notes: null }, 'hours'],
    ['hours that are no number', { kind: 'complete', hours: Number.NaN, notes: null }, 'hours'],
    [
      'notes of 10,000 characters',
      { kind: 'complete', hours: 1, notes: 'x'.repeat(10_000) },
      'notes',
    ],
    ['no reason to block', { kind: 'block', reason: '  ' }, 'reason'],
    ['no reason to cancel', { kind: 'cancel', reason: '' }, 'reason'],
    ['a reason of 10,000 characters', { kind: 'reopen', reason: 'x'.repeat(10_000) }, 'reason'],
  ])('is refused with %s, at that field', async (_, command, field) => {
    const { id } = await fixture.create();
    const outcome = await fixture.change('ana', id, command);
    expect(outcome.kind === 'invalid' && Object.keys(outcome.faults)).toEqual([field]);
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'open', version: 1 });
  });

  test('that its status does not allow says what the task is', async () => {
    const { id } = await fixture.create();
    await fixture.changed('ana', id, complete);
    expect(await fixture.change('ana', id, complete)).toMatchObject({
      kind: 'not possible',
      task: { status: 'done' },
    });
    expect(await fixture.actions()).toEqual(['task created', 'task completed']);
  });

  test('decided on an older version is refused with what is now true', async () => {
    const { id, version } = await fixture.create();
    await fixture.changed('ana', id, block);
    expect(await fixture.change('ana', id, { kind: 'start' }, { version })).toMatchObject({
      kind: 'changed meanwhile',
      task: { status: 'blocked', version: 2 },
    });
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'blocked', version: 2 });
  });

  test('takes effect once when the same intent comes twice', async () => {
    const { id } = await fixture.create();
    const again = { intentId: 'enter-pressed-twice' };
    expect((await fixture.change('ana', id, block, again)).kind).toBe('changed');
    expect(await fixture.change('ana', id, block, again)).toMatchObject({
      kind: 'already handled',
      task: { status: 'blocked' },
    });
    await fixture.changed('ana', id, { kind: 'start' });
    expect(await fixture.change('ana', id, block, again)).toMatchObject({
      kind: 'already handled',
      task: { status: 'in progress' },
    });
    expect(await fixture.actions()).toEqual(['task created', 'task blocked', 'task started']);
  });

  test('takes effect once when the same intent comes twice at the same time', async () => {
    const { id } = await fixture.create();
    const again = { intentId: 'delivered-twice' };
    const outcomes = await Promise.all([
      fixture.change('ana', id, complete, again),
      fixture.change('ana', id, complete, again),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['already handled', 'changed']);
    expect(await fixture.tasks.task(id)).toMatchObject({ version: 2 });
  });

  test('takes effect once when two people complete the task at the same time', async () => {
    const { id } = await fixture.create({ assigneeId: 'ana' });
    const outcomes = await Promise.all([
      fixture.change('ana', id, complete),
      fixture.change('lea', id, { kind: 'complete', hours: 7, notes: null }),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'not possible']);
    expect(await fixture.actions()).toEqual(['task created', 'task completed']);
  });

  test('is kept whole beside many others at the same time, with those that lose a race', async () => {
    const tasks = [];
    for (let count = 0; count < 12; count += 1) tasks.push(await fixture.create());
    const [contested, repeated, ...others] = tasks.map(({ id }) => id) as [
      string,
      string,
      ...string[],
    ];
    await fixture.db.collection('notification_logs').deleteMany({});
    const twice = { intentId: 'delivered-twice' };
    const [forOthers, forContested, forRepeated] = await Promise.all([
      Promise.all(others.map((id) => fixture.change('lea', id, complete))),
      Promise.all([complete, cancel].map((command) => fixture.change('lea', contested, command))),
      Promise.all([1, 2].map(() => fixture.change('lea', repeated, cancel, twice))),
    ]);
    expect(forOthers.map(({ kind }) => kind)).toEqual(others.map(() => 'changed'));
    expect(forContested.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'not possible']);
    expect(forRepeated.map(({ kind }) => kind).toSorted()).toEqual(['already handled', 'changed']);
    const stored = await Promise.all(tasks.map(({ id }) => fixture.tasks.task(id)));
    expect(stored.map((task) => task?.version)).toEqual(tasks.map(() => 2));
    expect(stored.slice(2)).toEqual(forOthers.map((each) => 'task' in each && each.task));
    expect(await fixture.actions()).toHaveLength(2 * tasks.length);
    expect(await fixture.queued()).toHaveLength(tasks.length);
  });
});
