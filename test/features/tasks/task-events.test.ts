import type { TaskCommand, TaskCompleted } from '../../../src/features/tasks/index.js';
import type { Transaction } from '../../../src/storage/index.js';
import { system } from './people-of-test.js';
import { aNewMonitoring } from './samples.js';
import { startTasksBench, type TasksBench } from './tasks-bench.js';

const complete: TaskCommand = { kind: 'complete', hours: 2, notes: null };

let bench: TasksBench;
let subscriber: (event: TaskCompleted, transaction: Transaction) => Promise<void>;

beforeAll(async () => {
  bench = await startTasksBench();
  bench.tasks.onTaskCompleted((event, transaction) => subscriber(event, transaction));
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.clear();
  await bench.db.collection('heard').deleteMany({});
  subscriber = async ({ task, completedById, at, intentId }, { session }) => {
    const heard = { taskId: task.id, version: task.version, completedById, at, intentId };
    await bench.db.collection('heard').insertOne(heard, { session });
  };
});

async function heard() {
  return bench.db
    .collection('heard')
    .find({}, { projection: { _id: 0 } })
    .toArray();
}

describe('the event of a completed task', () => {
  test('is published once, with the task as it is now', async () => {
    const { id } = await bench.create();
    await bench.change('ana', id, { kind: 'start' });
    await bench.change('ana', id, complete, { intentId: 'done-now' });
    expect(await heard()).toEqual([
      {
        taskId: id,
        version: 3,
        completedById: 'ana',
        at: bench.clock.now(),
        intentId: 'done-now',
      },
    ]);
  });

  test('is kept once when two people complete the task at the same time', async () => {
    const { id } = await bench.create();
    await Promise.all([bench.change('ana', id, complete), bench.change('lea', id, complete)]);
    expect(await heard()).toHaveLength(1);
  });

  test('is published again after a reopening', async () => {
    const { id } = await bench.create();
    await bench.change('ana', id, complete);
    await bench.change('ana', id, { kind: 'reopen', reason: null });
    await bench.change('ana', id, complete);
    expect(await heard()).toHaveLength(2);
  });

  test('is published for a task that a decision closes', async () => {
    const task = await bench.create({ monitoring: aNewMonitoring() });
    const { monitoring } = task;
    if (!monitoring) throw new Error('the task is not monitored');
    await bench.inTransaction((transaction) =>
      bench.tasks.changeMonitoring(
        {
          task,
          monitoring,
          status: 'done',
          actor: system,
          intentId: 'close',
          action: 'task closed',
        },
        transaction,
      ),
    );
    expect(await heard()).toMatchObject([{ taskId: task.id, completedById: 'crewchief' }]);
  });

  test.each<[string, TaskCommand]>([
    ['started', { kind: 'start' }],
    ['cancelled', { kind: 'cancel', reason: 'Not needed' }],
  ])('is not published for a task that is %s', async (_, command) => {
    const { id } = await bench.create();
    await bench.change('ana', id, command);
    expect(await heard()).toEqual([]);
  });

  test('whose subscriber fails takes the completion back with everything it wrote', async () => {
    const { id } = await bench.create();
    const write = subscriber;
    subscriber = async (event, transaction) => {
      await write(event, transaction);
      throw new Error('no room');
    };
    await bench.db.collection('notification_logs').deleteMany({});
    await expect(bench.change('ana', id, complete)).rejects.toThrow('no room');
    expect(await bench.tasks.task(id)).toMatchObject({ status: 'open', version: 1 });
    expect(await bench.actions()).toEqual(['task created']);
    expect(await bench.queued()).toEqual([]);
    expect(await heard()).toEqual([]);
  });
});
