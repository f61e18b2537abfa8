import type { Task, TaskCommand } from '../../../src/features/tasks/index.js';
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
const assignTo = (assigneeId: string): TaskCommand => ({ kind: 'assign', assigneeId });

async function changed(by: string, taskId: string, command: TaskCommand): Promise<Task> {
  const outcome = await fixture.change(by, taskId, command);
  if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
  return outcome.task;
}

describe('a change of a task', () => {
  test('goes through the life cycle, one version at a time', async () => {
    const { id } = await fixture.create();
    expect(await changed('ana', id, { kind: 'start' })).toMatchObject({
      status: 'in progress',
      startedAt: fixture.clock.now(),
      version: 2,
    });
    expect(await changed('ana', id, block)).toMatchObject({
      status: 'blocked',
      blockedReason: 'Server down',
    });
    expect(await changed('ana', id, { kind: 'start' })).toMatchObject({ blockedReason: null });
    expect(await changed('ana', id, complete)).toMatchObject({
      status: 'done',
      actualHours: 5.5,
      completionNotes: 'Cache warmed',
      completedAt: fixture.clock.now(),
    });
    expect(await changed('ana', id, reopen)).toMatchObject({
      status: 'open',
      actualHours: null,
      completionNotes: null,
      completedAt: null,
    });
    expect(await changed('ana', id, cancel)).toMatchObject({ status: 'cancelled', version: 7 });
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'cancelled', version: 7 });
  });

  test('is in the history with who, when, what was before and after, and why', async () => {
    const { id } = await fixture.create();
    await changed('ana', id, block);
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
    await changed('ana', id, complete);
    expect(await fixture.change('ana', id, complete)).toMatchObject({
      kind: 'not possible',
      task: { status: 'done' },
    });
    expect(await fixture.actions()).toEqual(['task created', 'task completed']);
  });

  test('decided on an older version is refused with what is now true', async () => {
    const { id, version } = await fixture.create();
    await changed('ana', id, block);
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
    await changed('ana', id, { kind: 'start' });
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
});

describe('who may change a task', () => {
  const assigned = { assigneeId: 'ana' };

  test.each(['ana', 'lea', 'max', 'ada'])('%s may complete Ana’s task', async (by) => {
    const { id } = await fixture.create(assigned);
    expect((await fixture.change(by, id, complete)).kind).toBe('changed');
  });

  test.each(['bob', 'pia', 'mia', 'uwe'])('%s may not complete Ana’s task', async (by) => {
    const { id } = await fixture.create(assigned);
    expect((await fixture.change(by, id, complete)).kind).toBe('not allowed');
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'open', version: 1 });
  });

  test('who created a task may change it', async () => {
    const { id } = await fixture.create({ assigneeId: null }, 'bob');
    await changed('lea', id, assignTo('ana'));
    expect((await fixture.change('bob', id, cancel)).kind).toBe('changed');
  });
});

describe('assigning', () => {
  test('is for those who lead the team', async () => {
    const { id } = await fixture.create();
    expect(await changed('lea', id, assignTo('bob'))).toMatchObject({ assigneeId: 'bob' });
    expect(await changed('max', id, assignTo('ana'))).toMatchObject({ assigneeId: 'ana' });
    expect((await fixture.change('ana', id, assignTo('bob'))).kind).toBe('not allowed');
    expect((await fixture.change('mia', id, assignTo('bob'))).kind).toBe('not allowed');
  });

  test('lets a member take what is nobody’s in their team, and not what is somebody’s', async () => {
    const { id } = await fixture.create({ assigneeId: null });
    expect((await fixture.change('pia', id, assignTo('pia'))).kind).toBe('not allowed');
    expect(await changed('bob', id, assignTo('bob'))).toMatchObject({ assigneeId: 'bob' });
    expect((await fixture.change('ana', id, assignTo('ana'))).kind).toBe('not allowed');
  });

  test.each([
    ['nobody known', 'zoe', { kind: 'unknown member' }],
    ['somebody who has left', 'gus', { kind: 'inactive member' }],
    ['somebody of another team', 'pia', { kind: 'not in team', teamName: 'Web' }],
    ['who has it already', 'ana', { kind: 'already assigned' }],
  ])('to %s is refused', async (_, memberId, refusal) => {
    const { id } = await fixture.create({ assigneeId: 'ana' });
    expect(await fixture.change('lea', id, assignTo(memberId))).toMatchObject(refusal);
    expect(await fixture.tasks.task(id)).toMatchObject({ assigneeId: 'ana', version: 1 });
  });

  test('to the team’s manager is possible', async () => {
    const { id } = await fixture.create();
    expect(await changed('max', id, assignTo('max'))).toMatchObject({ assigneeId: 'max' });
  });
});

describe('those concerned', () => {
  beforeEach(() => fixture.db.collection('notification_logs').deleteMany({}));

  async function createQuietly(by: string, assigneeId: string | null): Promise<string> {
    const { id } = await fixture.create({ assigneeId }, by);
    await fixture.db.collection('notification_logs').deleteMany({});
    return id;
  }

  test('hear of a new task given to them', async () => {
    await fixture.create({ assigneeId: 'ana' }, 'lea');
    expect(await fixture.queued()).toEqual(['U0ANA tasks/notice-assigned']);
  });

  test('hear that a task changed hands, both of them', async () => {
    const id = await createQuietly('lea', 'ana');
    await changed('lea', id, assignTo('bob'));
    expect(await fixture.queued()).toEqual([
      'U0ANA tasks/notice-handed-over',
      'U0BOB tasks/notice-assigned',
    ]);
  });

  test('hear that the task they created was completed', async () => {
    const id = await createQuietly('lea', 'ana');
    await changed('ana', id, complete);
    expect(await fixture.queued()).toEqual(['U0LEA tasks/notice-completed']);
  });

  test('hear that their task was cancelled or reopened', async () => {
    const id = await createQuietly('lea', 'ana');
    await changed('lea', id, cancel);
    await changed('lea', id, reopen);
    expect(await fixture.queued()).toEqual([
      'U0ANA tasks/notice-cancelled',
      'U0ANA tasks/notice-reopened',
    ]);
  });

  test('never hear what they did themselves', async () => {
    const id = await createQuietly('ana', 'ana');
    for (const command of [{ kind: 'start' }, block, complete, reopen, cancel] as TaskCommand[]) {
      await changed('ana', id, command);
    }
    expect(await fixture.queued()).toEqual([]);
  });

  test('hear nothing without a Slack account', async () => {
    await fixture.create({ assigneeId: 'robo' }, 'lea');
    expect(await fixture.queued()).toEqual([]);
  });

  test('hear nothing of a change that was refused', async () => {
    const id = await createQuietly('lea', 'ana');
    await fixture.change('bob', id, complete);
    await fixture.change('lea', id, complete, { version: 7 });
    expect(await fixture.queued()).toEqual([]);
  });
});
