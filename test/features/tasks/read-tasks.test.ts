import type { ListTasks, TaskCommand } from '../../../src/features/tasks/index.js';
import { actorNamed } from './people-of-test.js';
import { aNewMonitoring } from './samples.js';
import { startTasksFixture, type TasksFixture } from './tasks-fixture.js';

let fixture: TasksFixture;
beforeAll(async () => {
  fixture = await startTasksFixture();
  await fixture.clear();
  await fixture.create({ assigneeId: 'ana' });
  await fixture.create({ assigneeId: 'bob' });
  await fixture.create({ assigneeId: null });
  await fixture.create({ assigneeId: 'ana', monitoring: aNewMonitoring() });
  await fixture.create({ assigneeId: 'ana' });
  await fixture.create({ teamId: 'payments', assigneeId: 'pia' }, 'mia');
  await fixture.change('ana', 'T-5', { kind: 'complete', hours: 1, notes: null });
  await fixture.change('ana', 'T-1', { kind: 'block', reason: 'Server down' });
});
afterAll(() => fixture.close());

async function list(by: string, request: Partial<ListTasks>): Promise<readonly string[] | string> {
  const outcome = await fixture.tasks.list({
    actor: actorNamed(by),
    whose: { kind: 'mine' },
    status: 'open',
    monitoredOnly: false,
    limit: 50,
    ...request,
  });
  return outcome.kind === 'listed' ? outcome.tasks.map(({ id }) => id) : outcome.kind;
}

const team = { whose: { kind: 'team' } } as const;
const of = (memberId: string) => ({ whose: { kind: 'member', memberId } }) as const;

describe('a list of tasks', () => {
  test.each<[string, string, Partial<ListTasks>, readonly string[] | string]>([
    ['my open ones, newest first', 'ana', {}, ['T-4', 'T-1']],
    ['my done ones', 'ana', { status: 'done' }, ['T-5']],
    ['all of mine', 'ana', { status: 'all' }, ['T-5', 'T-4', 'T-1']],
    ['my monitored ones', 'ana', { monitoredOnly: true }, ['T-4']],
    ['my team’s', 'ana', team, ['T-4', 'T-3', 'T-2', 'T-1']],
    ['those of a manager’s teams', 'max', team, ['T-4', 'T-3', 'T-2', 'T-1']],
    ['those of every team, for an auditor', 'uwe', team, ['T-6', 'T-4', 'T-3', 'T-2', 'T-1']],
    ['a colleague’s', 'ana', of('bob'), ['T-2']],
    ['my own by name', 'ana', of('ana'), ['T-4', 'T-1']],
    ['not those of another team’s member', 'ana', of('pia'), 'not allowed'],
    ['not those of a stranger', 'ana', of('zoe'), 'unknown member'],
  ])('has %s', async (_, by, request, expected) => {
    expect(await list(by, request)).toEqual(expected);
  });

  test('comes in pages that leave nothing out and repeat nothing', async () => {
    const pages: (readonly string[])[] = [];
    let next: number | null = null;
    do {
      const outcome = await fixture.tasks.list({
        actor: actorNamed('ana'),
        whose: { kind: 'team' },
        status: 'all',
        monitoredOnly: false,
        limit: 2,
        ...(next !== null && { beforeNumber: next }),
      });
      if (outcome.kind !== 'listed') throw new Error(outcome.kind);
      pages.push(outcome.tasks.map(({ id }) => id));
      next = outcome.next;
    } while (next !== null);
    expect(pages).toEqual([['T-5', 'T-4'], ['T-3', 'T-2'], ['T-1']]);
  });
});

describe('a single task', () => {
  test.each([
    ['ana', 'T-2', 'shown'],
    ['max', 'T-2', 'shown'],
    ['uwe', 'T-2', 'shown'],
    ['pia', 'T-2', 'not allowed'],
    ['mia', 'T-2', 'not allowed'],
    ['ana', 'T-99', 'unknown task'],
  ])('asked for by %s, %s is %s', async (by, taskId, kind) => {
    expect((await fixture.tasks.show({ actor: actorNamed(by), taskId })).kind).toBe(kind);
  });

  test('has no readings in its history', async () => {
    const { id } = await fixture.create({ assigneeId: 'ana' });
    for (const action of ['measurement recorded', 'measurement corrected']) {
      const entry = {
        id: action,
        at: fixture.clock.now(),
        actorId: 'ana',
        action,
        subject: `task ${id}`,
      };
      await fixture.inTransaction((transaction) => fixture.audit.insert(entry, transaction));
    }
    const outcome = await fixture.tasks.show({ actor: actorNamed('ana'), taskId: id });
    expect(outcome.kind === 'shown' && outcome.history.map(({ action }) => action)).toEqual([
      'task created',
      'measurement corrected',
    ]);
  });

  test('has its latest twenty history entries, oldest first', async () => {
    const { id } = await fixture.create({ assigneeId: 'ana' });
    const steps: readonly TaskCommand[] = [{ kind: 'start' }, { kind: 'block', reason: 'Again' }];
    for (let step = 0; step < 21; step += 1) {
      fixture.clock.advance(1000);
      await fixture.change('ana', id, steps[step % 2] ?? { kind: 'start' });
    }
    const outcome = await fixture.tasks.show({ actor: actorNamed('ana'), taskId: id });
    const actions = outcome.kind === 'shown' ? outcome.history.map(({ action }) => action) : [];
    expect(actions).toHaveLength(20);
    expect(actions.at(0)).toBe('task blocked');
    expect(actions.at(-1)).toBe('task started');
  });
});

describe('all tasks on which work may still happen', () => {
  const ids = (tasks: readonly { readonly id: string }[]) => tasks.map(({ id }) => id);

  beforeAll(async () => {
    await fixture.clear();
    await fixture.create({ assigneeId: 'bob' });
    await fixture.create({ assigneeId: null });
    await fixture.create({ assigneeId: 'ana' });
    await fixture.create({ teamId: 'payments', assigneeId: null }, 'mia');
    await fixture.create({ assigneeId: 'bob' });
    await fixture.create({ assigneeId: null });
    await fixture.create({ assigneeId: 'ana' });
    await fixture.changed('bob', 'T-5', { kind: 'complete', hours: 1, notes: null });
    await fixture.changed('lea', 'T-6', { kind: 'cancel', reason: 'Not needed' });
    await fixture.changed('ana', 'T-7', { kind: 'block', reason: 'Server down' });
  });

  test('come oldest first', async () => {
    expect(ids(await fixture.tasks.ongoingTasks())).toEqual(['T-1', 'T-2', 'T-3', 'T-4', 'T-7']);
  });

  test('are those that some members hold', async () => {
    expect(ids(await fixture.tasks.ongoingTasksOf(['ana', 'bob']))).toEqual(['T-1', 'T-3', 'T-7']);
    expect(await fixture.tasks.ongoingTasksOf([])).toEqual([]);
  });

  test('are those of a team that nobody holds', async () => {
    expect(ids(await fixture.tasks.unassignedTasks('web'))).toEqual(['T-2']);
  });

  test('are added up by member and estimate, however many members are asked about', async () => {
    const first = await fixture.tasks.task('T-1');
    const holders = Array.from({ length: 45 }, (_, index) => `member ${index}`);
    const copies = holders.map((assigneeId, index) => ({
      ...first,
      assigneeId,
      _id: `T-${100 + index}`,
      number: 100 + index,
      estimatedHours: index,
    }));
    await fixture.db.collection<{ _id: string }>('tasks').insertMany(copies);
    const held = await fixture.tasks.heldEstimates(holders);
    expect(new Map(held.map((each) => [each.assigneeId, each]))).toEqual(
      new Map(
        copies.map(({ assigneeId, estimatedHours }) => [
          assigneeId,
          { assigneeId, estimatedHours, tasks: 1 },
        ]),
      ),
    );
    expect(held).toHaveLength(45);
    expect(await fixture.tasks.heldEstimates([])).toEqual([]);
  });
});
