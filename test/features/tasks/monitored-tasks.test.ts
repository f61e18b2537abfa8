import { AlreadyHandledError } from '../../../src/features/audit/index.js';
import {
  type MonitoringChange,
  type Task,
  TaskChangedError,
} from '../../../src/features/tasks/index.js';
import { system } from './people-of-test.js';
import { aNewMonitoring } from './samples.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

let fixture: TasksFixture;
beforeAll(async () => {
  fixture = await startTasksFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

type Decision = Partial<Omit<MonitoringChange, 'monitoring'>> & {
  monitoring?: Partial<MonitoringChange['monitoring']>;
};

async function decide(
  task: Task,
  { monitoring = {}, ...decision }: Decision,
): Promise<Task | null> {
  if (!task.monitoring) throw new Error(`${task.id} is not monitored`);
  const change: MonitoringChange = {
    task,
    monitoring: { ...task.monitoring, ...monitoring },
    actor: system,
    intentId: fixture.newIntent(),
    action: 'monitoring extended',
    ...decision,
  };
  await fixture.inTransaction((transaction) =>
    fixture.tasks.changeMonitorings([change], transaction),
  );
  return fixture.tasks.task(task.id);
}

function ids(tasks: readonly Task[]): readonly string[] {
  return tasks.map(({ id }) => id);
}

describe('monitored tasks', () => {
  beforeEach(async () => {
    await fixture.create({ monitoring: aNewMonitoring() });
    await fixture.create();
    await fixture.create({ monitoring: aNewMonitoring({ cadence: 'weekly' }) });
    await fixture.create(
      {
        teamId: 'payments',
        assigneeId: 'pia',
        monitoring: aNewMonitoring({ endDate: '2026-12-01' }),
      },
      'mia',
    );
  });

  test('are found by team and cadence', async () => {
    const { tasks } = fixture;
    expect(ids(await tasks.monitoredTasks({}))).toEqual(['T-1', 'T-3', 'T-4']);
    expect(ids(await tasks.monitoredTasks({ teamId: 'web' }))).toEqual(['T-1', 'T-3']);
    expect(ids(await tasks.monitoredTasks({ cadence: 'daily' }))).toEqual(['T-1', 'T-4']);
    expect(ids(await tasks.monitoredTasks({ teamId: 'web', cadence: 'weekly' }))).toEqual(['T-3']);
  });

  test('are due from the day after their end date', async () => {
    const { tasks } = fixture;
    expect(ids(await tasks.tasksDueForEvaluation('payments', '2026-12-01'))).toEqual([]);
    expect(ids(await tasks.tasksDueForEvaluation('payments', '2026-12-02'))).toEqual(['T-4']);
    expect(ids(await tasks.tasksDueForEvaluation('web', '2026-12-02'))).toEqual([]);
    expect(ids(await tasks.tasksDueForEvaluation('web', '2027-01-01'))).toEqual(['T-1', 'T-3']);
  });

  test('are measured, and not evaluated again, while a decision waits for approval', async () => {
    const [task] = await fixture.tasks.monitoredTasks({ teamId: 'payments' });
    await decide(task as Task, { monitoring: { state: 'awaiting approval' } });
    expect(ids(await fixture.tasks.monitoredTasks({ teamId: 'payments' }))).toEqual(['T-4']);
    expect(await fixture.tasks.tasksDueForEvaluation('payments', '2027-01-01')).toEqual([]);
  });

  test.each([
    ['completed', { kind: 'complete', hours: 1, notes: null }],
    ['cancelled', { kind: 'cancel', reason: 'Not needed' }],
  ] as const)('are no longer measured once %s, nor after a reopening', async (_, command) => {
    const outcome = await fixture.change('pia', 'T-4', command);
    expect(outcome).toMatchObject({ kind: 'changed', task: { monitoring: { state: 'ended' } } });
    expect(await fixture.tasks.monitoredTasks({ teamId: 'payments' })).toEqual([]);
    expect(await fixture.change('pia', 'T-4', { kind: 'reopen', reason: null })).toMatchObject({
      kind: 'changed',
      task: { status: 'open', monitoring: { state: 'ended' } },
    });
    expect(await fixture.tasks.monitoredTasks({ teamId: 'payments' })).toEqual([]);
  });
});

describe('a decision about a monitored task', () => {
  let task: Task;
  beforeEach(async () => {
    task = await fixture.create({ monitoring: aNewMonitoring() });
  });

  test('extends the period and is in the history', async () => {
    const changed = await decide(task, {
      monitoring: { endDate: '2026-12-31', extensionCount: 1 },
      reason: 'Two more weeks are needed',
    });
    expect(changed).toMatchObject({
      status: 'open',
      version: 2,
      monitoring: { endDate: '2026-12-31', extensionCount: 1, state: 'active' },
    });
    expect((await fixture.audit.about(`task ${task.id}`, 10)).at(-1)).toMatchObject({
      actorId: 'crewchief',
      action: 'monitoring extended',
      reason: 'Two more weeks are needed',
      before: { monitoring: { endDate: '2026-12-19' } },
      after: { monitoring: { endDate: '2026-12-31' } },
    });
  });

  test('to close completes the task and ends its monitoring', async () => {
    expect(await decide(task, { status: 'done', action: 'task closed' })).toMatchObject({
      status: 'done',
      completedAt: fixture.clock.now(),
      monitoring: { state: 'ended' },
    });
  });

  test('to close as failed cancels the task and ends its monitoring', async () => {
    expect(await decide(task, { status: 'cancelled' })).toMatchObject({
      status: 'cancelled',
      completedAt: null,
      monitoring: { state: 'ended' },
    });
  });

  test('can hand the task to somebody else', async () => {
    expect(await decide(task, { assigneeId: 'bob' })).toMatchObject({ assigneeId: 'bob' });
  });

  test('on an older version changes nothing', async () => {
    await fixture.change('ana', task.id, { kind: 'start' });
    await expect(decide(task, { status: 'done' })).rejects.toThrow(TaskChangedError);
    expect(await fixture.tasks.task(task.id)).toMatchObject({ status: 'in progress', version: 2 });
    expect(await fixture.actions()).toEqual(['task created', 'task started']);
  });

  test('under an intent that has taken effect throws, and changes nothing', async () => {
    const first = await decide(task, { intentId: 'clicked-twice' });
    await expect(decide(first as Task, { intentId: 'clicked-twice' })).rejects.toThrow(
      AlreadyHandledError,
    );
    expect(await fixture.tasks.task(task.id)).toMatchObject({ version: 2 });
  });
});
