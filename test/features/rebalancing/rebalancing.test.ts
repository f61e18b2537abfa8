import { noLimits, Optimiser, type WorkLimits } from '../../../src/features/assignments/index.js';
import {
  defaultCalendar,
  fiveByEight,
  type Leave,
  type WorkPattern,
  type WorkPeriod,
} from '../../../src/features/calendar/index.js';
import { createRebalancing, type Rebalancing } from '../../../src/features/rebalancing/index.js';
import { applyReply } from '../../../src/features/rebalancing/rebalancing-replies.js';
import { createWorkload } from '../../../src/features/workload/index.js';
import { createOutbox, OutboxStore } from '../../../src/outbox/index.js';
import { ensureIndexes } from '../../../src/storage/index.js';
import { silentLogger } from '../../support/logger.js';
import { actorNamed, testPeople } from '../tasks/people-of-test.js';
import { startTasksFixture, type TasksFixture } from '../tasks/tasks-fixture.js';

let office: TasksFixture;
let rebalancing: Rebalancing;
let leave: readonly Leave[] = [];
let limits: ReadonlyMap<string, WorkLimits> = new Map();
let patterns: Readonly<Record<string, WorkPattern>> = {};
const zone = 'Europe/Berlin';

beforeAll(async () => {
  office = await startTasksFixture();
  const { db, clock } = office;
  const base = {
    ...office,
    people: testPeople,
    outbox: createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined }),
  };
  const { workload } = createWorkload({
    ...base,
    calendars: {
      calendarsOf: async (ids) =>
        new Map(
          ids.map((id) => {
            const usual = defaultCalendar(zone);
            const pattern = patterns[id] ?? usual.pattern;
            return [id, { ...usual, pattern, leave: id === 'bob' ? leave : [] }];
          }),
        ),
      calendarOfTeam: async () => defaultCalendar(zone),
    },
    settings: { horizonDays: 10, underusedBelow: 0.5, overloadedAbove: 1 },
  });
  const feature = createRebalancing({
    ...base,
    workload,
    optimiser: new Optimiser(),
    allWorkLimits: async () => limits,
    newId: office.newIntent,
    logger: silentLogger,
  });
  rebalancing = feature.rebalancing;
  await ensureIndexes(db, feature.indexes);
});
afterAll(() => office.close());
beforeEach(async () => {
  leave = [];
  limits = new Map();
  patterns = {};
  await office.clear();
  await office.db.collection('rebalancings').deleteMany({});
});

/** Ana holds five tasks of 20 hours, of which T-1 is started and T-2 pinned; 80 hours are hers. */
async function anaHasTooMuch() {
  for (const pinned of [false, true, false, false, false]) {
    await office.create({ assigneeId: 'ana', estimatedHours: 20, pinned });
  }
  await office.changed('ana', 'T-1', { kind: 'start' });
  await office.db.collection('notification_logs').deleteMany({});
}

const onlyBobHasRoom: ReadonlyMap<string, WorkLimits> = new Map(
  ['lea', 'robo'].map((id) => [id, { ...noLimits, offRotationUntil: '2027-12-31' }]),
);

async function suggested() {
  const outcome = await rebalancing.suggest({ actor: actorNamed('max'), teamId: 'web' });
  if (outcome.kind !== 'suggested') throw new Error(outcome.kind);
  return outcome.suggestion;
}

const apply = (
  suggestionId: string,
  taskIds: readonly string[] | null = null,
  by = 'max',
  intentId = office.newIntent(),
) => rebalancing.apply({ actor: actorNamed(by), intentId, suggestionId, taskIds });

const revert = (suggestionId: string, by = 'max') =>
  rebalancing.revert({ actor: actorNamed(by), intentId: office.newIntent(), suggestionId });

const holders = async () => {
  const tasks = await office.tasks.ongoingTasks();
  return Object.fromEntries(tasks.map(({ id, assigneeId }) => [id, assigneeId]));
};
const anasTasks = async () => (await office.tasks.ongoingTasksOf(['ana'])).length;

describe('a suggestion', () => {
  test('moves unstarted, unpinned work from who has too much, and changes nothing yet', async () => {
    await anaHasTooMuch();
    const { moves, loads } = await suggested();
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.length).toBeLessThanOrEqual(3);
    expect(moves.map(({ fromId }) => fromId)).toEqual(moves.map(() => 'ana'));
    expect(moves.map(({ taskId }) => taskId)).not.toContain('T-1');
    expect(moves.map(({ taskId }) => taskId)).not.toContain('T-2');
    expect(loads.find(({ memberId }) => memberId === 'ana')).toMatchObject({
      capacityHours: 80,
      hoursBefore: 100,
      hoursAfter: 100 - 20 * moves.length,
    });
    expect(await anasTasks()).toBe(5);
  });

  test('is not made when nothing would gain, or for those who do not manage the team', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 4 });
    for (const [by, kind] of [
      ['max', 'nothing to gain'],
      ['lea', 'not allowed'],
      ['mia', 'not allowed'],
    ] as const) {
      const outcome = await rebalancing.suggest({ actor: actorNamed(by), teamId: 'web' });
      expect(outcome.kind).toBe(kind);
    }
  });

  test('gives nothing to whoever is off rotation, or more than they take on', async () => {
    await anaHasTooMuch();
    const receivers = [...new Set((await suggested()).moves.map(({ toId }) => toId))];
    const [first = ''] = receivers;
    for (const own of [
      { ...noLimits, offRotationUntil: '2027-12-31' },
      { ...noLimits, hoursPerWeek: 5 },
    ]) {
      limits = new Map([[first, own]]);
      const outcome = await rebalancing.suggest({ actor: actorNamed('max'), teamId: 'web' });
      const moves = outcome.kind === 'suggested' ? outcome.suggestion.moves : [];
      expect(moves.map(({ toId }) => toId)).not.toContain(first);
    }
    limits = new Map(receivers.map((id) => [id, { ...noLimits, maximumTasks: 1 }]));
    const { moves } = await suggested();
    for (const id of receivers) {
      expect(moves.filter(({ toId }) => toId === id).length).toBeLessThanOrEqual(1);
    }
  });

  test('takes a limit of hours for hours of a week, however few of them somebody works', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 35 });
    await office.create({ assigneeId: 'ana', estimatedHours: 60, pinned: true });
    const mornings = (day: readonly WorkPeriod[]) =>
      day.map((period) => ({ ...period, endMinute: 13 * 60 }));
    const weeks = fiveByEight.weeks.map((week) => week.map(mornings));
    patterns = { bob: { ...fiveByEight, weeks } };
    limits = new Map([...onlyBobHasRoom, ['bob', { ...noLimits, hoursPerWeek: 20 }]]);
    expect((await suggested()).moves).toMatchObject([{ taskId: 'T-1', toId: 'bob' }]);
  });

  test('says which tasks of somebody overloaded nobody else can take', async () => {
    const requiredSkills = [{ name: 'cobol', level: 3 }];
    await office.create({ assigneeId: 'ana', estimatedHours: 90, requiredSkills });
    const outcome = await rebalancing.suggest({ actor: actorNamed('max'), teamId: 'web' });
    expect(outcome).toMatchObject({
      kind: 'nothing to gain',
      stuck: [{ task: { id: 'T-1' }, cause: { kind: 'no one has the skill', skill: 'cobol' } }],
    });
  });
});

describe('applying a suggestion', () => {
  test('moves all of it at once, once, and tells those concerned but not who did it', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    expect(await apply(suggestion.id, null, 'max', 'the-click')).toMatchObject({ kind: 'applied' });
    const moved = await holders();
    for (const { taskId, toId } of suggestion.moves) expect(moved[taskId]).toBe(toId);
    expect((await apply(suggestion.id, null, 'max', 'the-click')).kind).toBe('already settled');
    expect((await apply(suggestion.id, null, 'ada')).kind).toBe('already settled');
    expect(await holders()).toEqual(moved);
    const receivers = new Set((await office.queued()).map((line) => line.split(' ')[0]));
    const concerned = suggestion.moves.map(({ toId }) => `U0${toId.toUpperCase()}`);
    const reachable = ['U0ANA', ...concerned].filter((id) => id !== 'U0ROBO');
    expect(receivers).toEqual(new Set(reachable));
    expect(await office.actions()).toContain('rebalancing applied');
  });

  test('brings up to date what was said of each task, and so does putting it back', async () => {
    await anaHasTooMuch();
    const { id, moves } = await suggested();
    const [first] = moves;
    if (!first) throw new Error('nothing moves');
    await apply(id);
    const toldOf = async (to: string) => {
      const entries = await office.db
        .collection('notification_logs')
        .find({ to, key: `task/${first.taskId}`, editsOnly: true })
        .sort({ sequence: 1 })
        .toArray();
      return entries.map(({ message }) => (message as { template: string }).template);
    };
    expect(await toldOf('U0ANA')).toEqual(['tasks/notice-handed-over']);
    await revert(id);
    expect(await toldOf('U0ANA')).toEqual(['tasks/notice-handed-over', 'tasks/notice-assigned']);
    const receiver = `U0${first.toId.toUpperCase()}`;
    expect(await toldOf(receiver)).toEqual(['tasks/notice-assigned', 'tasks/notice-handed-over']);
  });

  test('moves some of it when some is chosen', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    const [first] = suggestion.moves;
    expect((await apply(suggestion.id, ['T-99'])).kind).toBe('nothing chosen');
    expect(await anasTasks()).toBe(5);
    await apply(suggestion.id, [first?.taskId ?? '']);
    expect(await anasTasks()).toBe(4);
  });

  test.each<[string, () => Promise<unknown>, object]>([
    [
      'started',
      () => office.changed('ana', 'T-3', { kind: 'start' }),
      { kind: 'task', taskId: 'T-3', how: 'started or pinned' },
    ],
    [
      'given to somebody else',
      () => office.changed('lea', 'T-3', { kind: 'assign', assigneeId: 'lea' }),
      { kind: 'task', taskId: 'T-3', how: 'with somebody else' },
    ],
    [
      'finished',
      () => office.changed('ana', 'T-3', { kind: 'complete', hours: 2, notes: null }),
      { kind: 'task', taskId: 'T-3', how: 'over' },
    ],
  ])('is refused when a task has been %s, and moves nothing', async (_, change, expected) => {
    await anaHasTooMuch();
    for (const id of ['T-4', 'T-5']) {
      await office.changed('lea', id, { kind: 'edit', edits: { pinned: true } });
    }
    const suggestion = await suggested();
    expect(suggestion.moves.map(({ taskId }) => taskId)).toEqual(['T-3']);
    await change();
    const before = await holders();
    const outcome = await apply(suggestion.id);
    expect(outcome).toMatchObject({
      kind: 'changed since',
      changes: expect.arrayContaining([expect.objectContaining(expected)]),
    });
    expect(await holders()).toEqual(before);
  });

  test('is refused when somebody’s load or leave has changed', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    await office.create({ assigneeId: 'ana', estimatedHours: 8 });
    expect(await apply(suggestion.id)).toMatchObject({
      kind: 'changed since',
      changes: [{ kind: 'load', member: { id: 'ana' }, hoursBefore: 100, hoursNow: 108 }],
    });
    const next = await suggested();
    expect(next.loads.map(({ memberId }) => memberId)).toContain('bob');
    leave = [{ kind: 'days', firstDay: '2026-11-23', lastDay: '2026-11-27', part: 'whole day' }];
    expect(await apply(next.id)).toMatchObject({
      kind: 'changed since',
      changes: [{ kind: 'capacity', member: { id: 'bob' }, hoursBefore: 80, hoursNow: 40 }],
    });
    expect(await anasTasks()).toBe(6);
  });

  test.each<[string, Partial<WorkLimits>, string]>([
    ['goes off rotation', { offRotationUntil: '2027-12-31' }, 'any work'],
    ['sets a limit of tasks', { maximumTasks: 1 }, 'tasks'],
    ['sets a limit of hours', { hoursPerWeek: 5 }, 'hours'],
  ])('is refused when a receiver %s', async (_, own, excess) => {
    await anaHasTooMuch();
    await office.create({ assigneeId: 'bob', estimatedHours: 1 });
    limits = onlyBobHasRoom;
    const suggestion = await suggested();
    limits = new Map([...onlyBobHasRoom, ['bob', { ...noLimits, ...own }]]);
    const outcome = await apply(suggestion.id);
    expect(outcome).toMatchObject({
      kind: 'changed since',
      changes: [{ kind: 'limits', member: { id: 'bob' }, excess }],
    });
    expect(await anasTasks()).toBe(5);
    const reply = await applyReply(testPeople, outcome);
    expect(JSON.stringify(reply.view)).toContain('Bob');
  });

  test('is not hindered by limits that leave room, or that have run out by then', async () => {
    await anaHasTooMuch();
    limits = onlyBobHasRoom;
    const suggestion = await suggested();
    const own = { offRotationUntil: '2026-11-24', maximumTasks: 50, hoursPerWeek: 40 };
    limits = new Map([...onlyBobHasRoom, ['bob', own]]);
    office.clock.set('2026-11-25T12:00:00Z');
    expect((await apply(suggestion.id)).kind).toBe('applied');
  });

  test('still works when only time has passed', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    office.clock.set('2026-11-23T12:00:00Z');
    expect((await apply(suggestion.id)).kind).toBe('applied');
  });

  test('is for managers of the team alone', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    for (const by of ['ana', 'lea', 'mia']) {
      expect((await apply(suggestion.id, null, by)).kind).toBe('not allowed');
      expect((await revert(suggestion.id, by)).kind).toBe('not allowed');
    }
    expect((await apply('unknown')).kind).toBe('unknown suggestion');
    expect(await anasTasks()).toBe(5);
  });
});

describe('reverting', () => {
  test('gives everything back, once', async () => {
    await anaHasTooMuch();
    const before = await holders();
    const suggestion = await suggested();
    expect((await revert(suggestion.id)).kind).toBe('not applied');
    await apply(suggestion.id);
    expect(await revert(suggestion.id)).toMatchObject({ kind: 'reverted', unreverted: [] });
    expect(await holders()).toEqual(before);
    expect((await revert(suggestion.id)).kind).toBe('not applied');
  });

  test('leaves what has changed since, and says which', async () => {
    await anaHasTooMuch();
    const suggestion = await suggested();
    await apply(suggestion.id);
    const [started, ...rest] = suggestion.moves;
    if (!started) throw new Error('nothing moved');
    await office.changed('lea', started.taskId, { kind: 'start' });
    const outcome = await revert(suggestion.id);
    expect(outcome).toMatchObject({
      kind: rest.length > 0 ? 'reverted' : 'nothing to revert',
      unreverted: [{ move: { taskId: started.taskId }, because: 'started' }],
    });
    expect((await holders())[started.taskId]).toBe(started.toId);
    for (const { taskId } of rest) expect((await holders())[taskId]).toBe('ana');
  });
});
