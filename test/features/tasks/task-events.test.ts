import type {
  TaskAssigned,
  TaskCommand,
  TaskCompleted,
} from '../../../src/features/tasks/index.js';
import type { Transaction } from '../../../src/storage/index.js';
import { system } from './people-of-test.js';
import { aNewMonitoring } from './samples.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

const complete: TaskCommand = { kind: 'complete', hours: 2, notes: null };

let fixture: TasksFixture;
let assigned: TaskAssigned[];
let subscriber: (event: TaskCompleted, transaction: Transaction) => Promise<void>;

beforeAll(async () => {
  fixture = await startTasksFixture();
  fixture.tasks.onTaskCompleted((event, transaction) => subscriber(event, transaction));
  fixture.tasks.onTaskAssigned(async (event) => void assigned.push(event));
});
afterAll(() => fixture.close());
beforeEach(async () => {
  assigned = [];
  await fixture.clear();
  await fixture.db.collection('heard').deleteMany({});
  subscriber = async ({ task, completedById, at, intentId }, { session }) => {
    const entry = { taskId: task.id, version: task.version, completedById, at, intentId };
    await fixture.db.collection('heard').insertOne(entry, { session });
  };
});

async function heard() {
  return fixture.db
    .collection('heard')
    .find({}, { projection: { _id: 0 } })
    .toArray();
}

describe('the event of a completed task', () => {
  test('is published once, with the task as it is now', async () => {
    const { id } = await fixture.create();
    await fixture.change('ana', id, { kind: 'start' });
    await fixture.change('ana', id, complete, { intentId: 'done-now' });
    expect(await heard()).toEqual([
      {
        taskId: id,
        version: 3,
        completedById: 'ana',
        at: fixture.clock.now(),
        intentId: 'done-now',
      },
    ]);
  });

  test('is kept once when two people complete the task at the same time', async () => {
    const { id } = await fixture.create();
    await Promise.all([fixture.change('ana', id, complete), fixture.change('lea', id, complete)]);
    expect(await heard()).toHaveLength(1);
  });

  test('is published again after a reopening', async () => {
    const { id } = await fixture.create();
    await fixture.change('ana', id, complete);
    await fixture.change('ana', id, { kind: 'reopen', reason: null });
    await fixture.change('ana', id, complete);
    expect(await heard()).toHaveLength(2);
  });

  test('is published for a task that a decision closes', async () => {
    const task = await fixture.create({ monitoring: aNewMonitoring() });
    const { monitoring } = task;
    if (!monitoring) throw new Error('the task is not monitored');
    await fixture.inTransaction((transaction) =>
      fixture.tasks.changeMonitorings(
        [
          {
            task,
            monitoring,
            status: 'done',
            actor: system,
            intentId: 'close',
            action: 'task closed',
          },
        ],
        transaction,
      ),
    );
    expect(await heard()).toMatchObject([{ taskId: task.id, completedById: 'crewchief' }]);
  });

  test('is not published again when a decision is noted on a done task', async () => {
    const { id } = await fixture.create({ monitoring: aNewMonitoring() });
    await fixture.change('ana', id, complete);
    const task = await fixture.tasks.task(id);
    if (!task?.monitoring) throw new Error('the task is not monitored');
    const monitoring = { ...task.monitoring, evaluationNotes: 'Finished early' };
    await fixture.inTransaction((transaction) =>
      fixture.tasks.changeMonitorings(
        [{ task, monitoring, actor: system, intentId: 'note', action: 'evaluation noted' }],
        transaction,
      ),
    );
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'done', version: 3 });
    expect(await heard()).toHaveLength(1);
  });

  test.each<[string, TaskCommand]>([
    ['started', { kind: 'start' }],
    ['cancelled', { kind: 'cancel', reason: 'Not needed' }],
  ])('is not published for a task that is %s', async (_, command) => {
    const { id } = await fixture.create();
    await fixture.change('ana', id, command);
    expect(await heard()).toEqual([]);
  });

  test('whose subscriber fails takes the completion back with everything it wrote', async () => {
    const { id } = await fixture.create();
    const write = subscriber;
    subscriber = async (event, transaction) => {
      await write(event, transaction);
      throw new Error('no room');
    };
    await fixture.db.collection('notification_logs').deleteMany({});
    await expect(fixture.change('ana', id, complete)).rejects.toThrow('no room');
    expect(await fixture.tasks.task(id)).toMatchObject({ status: 'open', version: 1 });
    expect(await fixture.actions()).toEqual(['task created']);
    expect(await fixture.queued()).toEqual([]);
    expect(await heard()).toEqual([]);
  });
});

describe('the event of an assigned task', () => {
  const givenTo = () => assigned.map(({ task }) => task.assigneeId);

  test('is published for a new task that has an assignee', async () => {
    const task = await fixture.create({ assigneeId: 'ana' });
    await fixture.create({ assigneeId: null });
    expect(assigned).toEqual([{ task, at: fixture.clock.now(), intentId: expect.any(String) }]);
  });

  test('is published when somebody else gets the task, and not when it is changed otherwise', async () => {
    const { id } = await fixture.create({ assigneeId: 'ana' });
    await fixture.change('lea', id, { kind: 'start' });
    await fixture.change('lea', id, { kind: 'assign', assigneeId: 'lea' }, { intentId: 'to-lea' });
    expect(givenTo()).toEqual(['ana', 'lea']);
    expect(assigned[1]).toMatchObject({ intentId: 'to-lea', task: { id, version: 3 } });
  });

  test('is published when a decision gives the task to somebody else', async () => {
    const task = await fixture.create({ assigneeId: 'ana', monitoring: aNewMonitoring() });
    const { monitoring } = task;
    if (!monitoring) throw new Error('the task is not monitored');
    await fixture.inTransaction((transaction) =>
      fixture.tasks.changeMonitorings(
        [
          {
            task,
            monitoring,
            assigneeId: 'lea',
            actor: system,
            intentId: 'reassign',
            action: 'task reassigned',
          },
        ],
        transaction,
      ),
    );
    expect(givenTo()).toEqual(['ana', 'lea']);
  });
});
