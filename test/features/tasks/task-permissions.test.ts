import type { TaskCommand } from '../../../src/features/tasks/index.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

let fixture: TasksFixture;
beforeAll(async () => {
  fixture = await startTasksFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

const complete: TaskCommand = { kind: 'complete', hours: 5.5, notes: ' Cache warmed \n' };
const cancel: TaskCommand = { kind: 'cancel', reason: 'Not needed' };
const assignTo = (assigneeId: string): TaskCommand => ({ kind: 'assign', assigneeId });

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

  test('an attempt at what one may not do is logged', async () => {
    const { id } = await fixture.create(assigned);
    fixture.logged.length = 0;
    await fixture.change('bob', id, complete);
    expect(fixture.logged.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ actorId: 'bob', what: 'complete a task', taskId: id }),
    ]);
  });

  test('who created a task may change it', async () => {
    const { id } = await fixture.create({ assigneeId: null }, 'bob');
    await fixture.changed('lea', id, assignTo('ana'));
    expect((await fixture.change('bob', id, cancel)).kind).toBe('changed');
  });
});

describe('assigning', () => {
  test('is for those who lead the team', async () => {
    const { id } = await fixture.create();
    expect(await fixture.changed('lea', id, assignTo('bob'))).toMatchObject({ assigneeId: 'bob' });
    expect(await fixture.changed('max', id, assignTo('ana'))).toMatchObject({ assigneeId: 'ana' });
    expect((await fixture.change('ana', id, assignTo('bob'))).kind).toBe('not allowed');
    expect((await fixture.change('mia', id, assignTo('bob'))).kind).toBe('not allowed');
  });

  test('lets a member take what is nobody’s in their team, and not what is somebody’s', async () => {
    const { id } = await fixture.create({ assigneeId: null });
    expect((await fixture.change('pia', id, assignTo('pia'))).kind).toBe('not allowed');
    expect(await fixture.changed('bob', id, assignTo('bob'))).toMatchObject({ assigneeId: 'bob' });
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
    expect(await fixture.changed('max', id, assignTo('max'))).toMatchObject({ assigneeId: 'max' });
  });
});
