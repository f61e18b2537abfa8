import type { NewTask } from '../../../src/features/tasks/index.js';
import { actorNamed } from './people-of-test.js';
import { aNewMonitoring, aNewTask } from './samples.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

let fixture: TasksFixture;
beforeAll(async () => {
  fixture = await startTasksFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

function create(by: string, overrides: Partial<NewTask>, intentId = fixture.newIntent()) {
  return fixture.tasks.create({ task: aNewTask(overrides), actor: actorNamed(by), intentId });
}

describe('creating a task', () => {
  test('stores it open, cleaned, as version 1', async () => {
    const { id } = await fixture.create({ title: ' Speed  up ', notes: ' ', dueOn: '2026-11-21' });
    expect(await fixture.tasks.task(id)).toEqual({
      ...aNewTask({ title: 'Speed up', dueOn: '2026-11-21' }),
      requiredSkills: [],
      pinned: false,
      dependsOn: [],
      id: 'T-1',
      number: 1,
      status: 'open',
      blockedReason: null,
      createdById: 'lea',
      actualHours: null,
      completionNotes: null,
      createdAt: fixture.clock.now(),
      startedAt: null,
      completedAt: null,
      version: 1,
    });
  });

  test('keeps markup, mentions and operators in texts as they are', async () => {
    const title = '<!channel> *x* $where {{a}} __proto__';
    const { id } = await fixture.create({ title, notes: '<@U0ANA> & "quotes"' });
    expect(await fixture.tasks.task(id)).toMatchObject({ title, notes: '<@U0ANA> & "quotes"' });
  });

  test('reckons today in the team’s zone', async () => {
    expect((await create('lea', { dueOn: '2026-11-20' })).kind).toBe('invalid');
    expect((await create('lea', { dueOn: '2026-11-21' })).kind).toBe('created');
  });

  test('at the same time gives every task a number of its own, without gaps', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => create('lea', {})));
    const numbers = outcomes.map((each) => (each.kind === 'created' ? each.task.number : null));
    expect(numbers.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  test('takes effect once when the same intent comes twice', async () => {
    const first = await create('lea', {}, 'submitted-twice');
    expect(await create('lea', {}, 'submitted-twice')).toEqual({
      kind: 'already handled',
      task: first.kind === 'created' ? first.task : null,
    });
    expect(await fixture.actions()).toEqual(['task created']);
    expect((await fixture.create()).number).toBe(2);
  });

  test('takes effect once when the same intent comes twice at the same time', async () => {
    const outcomes = await Promise.all([create('lea', {}, 'both'), create('lea', {}, 'both')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['already handled', 'created']);
    expect(await fixture.db.collection('tasks').countDocuments()).toBe(1);
  });

  test('begins monitoring', async () => {
    const task = await fixture.create({ monitoring: aNewMonitoring() });
    expect(task.monitoring).toMatchObject({
      state: 'active',
      extensionCount: 0,
      metric: 'Pages built per hour',
    });
  });

  test.each<[string, Partial<NewTask>, string]>([
    ['an empty title', { title: ' ' }, 'title'],
    ['somebody unknown', { assigneeId: 'zoe' }, 'assigneeId'],
    ['somebody who has left', { assigneeId: 'gus' }, 'assigneeId'],
    ['somebody of another team', { assigneeId: 'pia' }, 'assigneeId'],
    [
      'a faulty URL',
      { monitoring: aNewMonitoring({ source: { kind: 'http', url: 'ftp://x', pointer: '' } }) },
      'sourceUrl',
    ],
    [
      'monitoring that has nobody to ask',
      { assigneeId: null, monitoring: aNewMonitoring() },
      'assigneeId',
    ],
    [
      'monitoring by asking one without Slack account',
      { assigneeId: 'robo', monitoring: aNewMonitoring() },
      'assigneeId',
    ],
    [
      'monitoring from the past',
      { monitoring: aNewMonitoring({ startDate: '2026-11-20' }) },
      'startDate',
    ],
  ])('with %s is refused at that field, and changes nothing', async (_, overrides, field) => {
    const outcome = await create('lea', overrides);
    expect(outcome.kind === 'invalid' && Object.keys(outcome.faults)).toEqual([field]);
    expect(await fixture.db.collection('tasks').countDocuments()).toBe(0);
    expect((await fixture.create()).number).toBe(1);
  });

  test('tells all faults at once', async () => {
    const outcome = await create('lea', {
      title: '',
      dueOn: '2020-01-01',
      assigneeId: 'gus',
      monitoring: aNewMonitoring({ metric: '' }),
    });
    expect(outcome.kind === 'invalid' && Object.keys(outcome.faults)).toEqual([
      'title',
      'dueOn',
      'metric',
      'assigneeId',
    ]);
  });
});

describe('who may create tasks', () => {
  test.each([
    ['ana', 'web', 'ana'],
    ['ana', 'web', null],
    ['lea', 'web', 'ana'],
    ['max', 'web', 'ana'],
    ['ada', 'web', 'ana'],
  ])('%s in %s for %s', async (by, teamId, assigneeId) => {
    expect((await create(by, { teamId, assigneeId })).kind).toBe('created');
  });

  test.each([
    ['ana', 'web', 'bob', 'invalid'],
    ['ana', 'payments', null, 'not allowed'],
    ['mia', 'web', null, 'not allowed'],
    ['uwe', 'web', null, 'not allowed'],
    ['ada', 'nowhere', null, 'not allowed'],
  ])('not %s in %s for %s', async (by, teamId, assigneeId, kind) => {
    expect((await create(by, { teamId, assigneeId })).kind).toBe(kind);
    expect(await fixture.db.collection('tasks').countDocuments()).toBe(0);
  });
});
