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
const assignTo = (assigneeId: string): TaskCommand => ({ kind: 'assign', assigneeId });

describe('those concerned', () => {
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
    await fixture.changed('lea', id, assignTo('bob'));
    expect(await fixture.queued()).toEqual([
      'U0ANA tasks/notice-handed-over',
      'U0BOB tasks/notice-assigned',
    ]);
  });

  test('hear that the task they created was completed', async () => {
    const id = await createQuietly('lea', 'ana');
    await fixture.changed('ana', id, complete);
    expect(await fixture.queued()).toEqual(['U0LEA tasks/notice-completed']);
  });

  test('hear that their task was cancelled or reopened', async () => {
    const id = await createQuietly('lea', 'ana');
    await fixture.changed('lea', id, cancel);
    await fixture.changed('lea', id, reopen);
    expect(await fixture.queued()).toEqual([
      'U0ANA tasks/notice-cancelled',
      'U0ANA tasks/notice-reopened',
    ]);
  });

  test('who created a completed task have their notice corrected when it is reopened', async () => {
    const id = await createQuietly('lea', 'ana');
    await fixture.changed('ana', id, complete);
    await fixture.changed('ana', id, reopen);
    const notices = await fixture.db
      .collection('notification_logs')
      .find({ to: 'U0LEA' }, { projection: { _id: 0, key: 1, editsOnly: 1 } })
      .sort({ sequence: 1 })
      .toArray();
    expect(notices).toEqual([{ key: `task/${id}` }, { key: `task/${id}`, editsOnly: true }]);
  });

  test('never hear what they did themselves', async () => {
    const id = await createQuietly('ana', 'ana');
    for (const command of [{ kind: 'start' }, block, complete, reopen, cancel] as TaskCommand[]) {
      await fixture.changed('ana', id, command);
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
