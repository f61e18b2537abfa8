import { defaultCalendar, type Leave } from '../../../src/features/calendar/index.js';
import type { ChatFeature } from '../../../src/features/chat.js';
import { createWorkload, type Workload } from '../../../src/features/workload/index.js';
import { createOutbox, OutboxStore } from '../../../src/outbox/index.js';
import { ensureIndexes } from '../../../src/storage/index.js';
import { documentsRead } from '../../support/documents-read.js';
import { memberWith } from '../people/samples.js';
import { actorNamed } from '../tasks/people-of-test.js';
import { startTasksFixture, type TasksFixture } from '../tasks/tasks-fixture.js';

let office: TasksFixture;
let workload: Workload;
let chat: ChatFeature;
let followTeamCalendar: ReturnType<typeof createWorkload>['checkOnTeamCalendarChange'];
let leave: readonly Leave[] = [];
const zone = 'Europe/Berlin';

beforeAll(async () => {
  office = await startTasksFixture();
  const feature = createWorkload({
    ...office,
    people: office.people,
    outbox: createOutbox({
      store: new OutboxStore(office.db),
      clock: office.clock,
      wake: () => undefined,
    }),
    calendars: {
      calendarsOf: async (ids) =>
        new Map(ids.map((id) => [id, { ...defaultCalendar(zone), leave }])),
      calendarOfTeam: async () => defaultCalendar(zone),
    },
    settings: { horizonDays: 10, underusedBelow: 0.5, overloadedAbove: 1 },
  });
  workload = feature.workload;
  chat = feature.chat;
  followTeamCalendar = feature.checkOnTeamCalendarChange;
  await ensureIndexes(office.db, feature.indexes);
  office.tasks.onTaskAssigned(feature.checkOnAssignment);
  office.tasks.onTaskChanged(feature.checkOnTaskChange);
});
afterAll(() => office.close());
beforeEach(async () => {
  leave = [];
  await office.clear();
  await office.db.collection('load_checks').deleteMany({});
});

const notices = async () =>
  (await office.queued()).filter((notice) => notice.includes('workload/'));

/** As many tasks as the first one, with other values. */
async function copyTasks(count: number, values: object): Promise<void> {
  const tasks = office.db.collection<{ _id: string; number: number }>('tasks');
  const first = await tasks.findOne({});
  if (!first) throw new Error('There is no task to copy');
  const number = (await tasks.countDocuments()) + 1_000;
  await tasks.insertMany(
    Array.from({ length: count }, (_, index) => ({
      ...first,
      ...values,
      _id: `T-${number + index}`,
      number: number + index,
    })),
  );
}

describe('the load of a member', () => {
  test('counts all open tasks held, whoever gave them, and those without estimate openly', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 30 });
    await office.create({ assigneeId: 'ana', estimatedHours: null });
    const done = await office.create({ assigneeId: 'ana', estimatedHours: 20 });
    await office.changed('ana', done.id, { kind: 'complete', hours: 20, notes: null });
    const outcome = await workload.look({ actor: actorNamed('ana'), memberId: 'ana' });
    expect(outcome).toMatchObject({
      kind: 'load',
      load: { capacityHours: 80, loadHours: 34, state: 'underused' },
    });
    await office.changed('ana', done.id, { kind: 'reopen', reason: null });
    expect(await workload.look({ actor: actorNamed('ana'), memberId: 'ana' })).toMatchObject({
      load: { loadHours: 54, state: 'balanced' },
    });
  });

  test.each([
    ['bob', 'not allowed'],
    ['lea', 'not allowed'],
    ['mia', 'not allowed'],
    ['max', 'load'],
    ['ada', 'load'],
    ['ana', 'load'],
  ])('answers %s with “%s”', async (by, kind) => {
    expect(await workload.look({ actor: actorNamed(by), memberId: 'ana' })).toMatchObject({ kind });
  });

  test('that is refused is logged, once', async () => {
    office.logged.length = 0;
    await workload.look({ actor: actorNamed('bob'), memberId: 'ana' });
    await workload.lookAtTeam({ actor: actorNamed('pia'), teamId: 'web' });
    expect(office.logged.map((line) => JSON.parse(line) as object)).toMatchObject([
      { msg: 'refused: not allowed', actorId: 'bob', permission: 'manage_team', memberId: 'ana' },
      { msg: 'refused: not allowed', actorId: 'pia', permission: 'view_team', teamId: 'web' },
    ]);
  });

  test('is not there for somebody who has left', async () => {
    const outcome = await workload.look({ actor: actorNamed('max'), memberId: 'gus' });
    expect(outcome.kind).toBe('unknown member');
  });
});

test('/crew load shows nobody by a name that two members have', async () => {
  office.newcomers.push(memberWith({ id: 'bob-2', name: 'bob', teamId: 'web' }));
  const subcommand = chat.subcommands.find((each) => each.name === 'load');
  const answer = await subcommand?.run({
    actor: actorNamed('max'),
    intentId: office.newIntent(),
    text: 'Bob',
    channelId: 'C0WEB',
  });
  expect(answer).toEqual({ template: 'people/namesakes', view: { name: 'Bob' } });
});

describe('the load of a team', () => {
  test('reads each task of the team and of its members once', async () => {
    await office.create({ assigneeId: 'ana' });
    await office.create({ assigneeId: 'bob' });
    await office.create({ assigneeId: null });
    const look = () => workload.lookAtTeam({ actor: actorNamed('max'), teamId: 'web' });
    expect(await documentsRead(office.db, 'tasks', look)).toBe(3);
  });

  test('is by person for its manager, and not at all for others where fewer than five work', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 100 });
    await office.create({ assigneeId: null, estimatedHours: 6 });
    const seen = await workload.lookAtTeam({ actor: actorNamed('max'), teamId: 'web' });
    expect(seen).toMatchObject({
      kind: 'team load',
      byPerson: true,
      total: { loadHours: 100, capacityHours: 320 },
      loads: { unassigned: [{ estimatedHours: 6 }] },
    });
    expect(await workload.lookAtTeam({ actor: actorNamed('bob'), teamId: 'web' })).toMatchObject({
      kind: 'too few',
    });
    expect(await workload.lookAtTeam({ actor: actorNamed('pia'), teamId: 'web' })).toMatchObject({
      kind: 'not allowed',
    });
  });
});

test('a change of the team’s hours or holidays has the load of everybody in it checked', async () => {
  await office.create({ assigneeId: 'ana', estimatedHours: 41 });
  await workload.checkLoads();
  leave = [{ kind: 'days', firstDay: '2026-11-23', lastDay: '2026-11-27', part: 'whole day' }];
  const event = { teamId: 'web', at: office.clock.now(), intentId: 'hours' };
  await office.inTransaction((transaction) => followTeamCalendar(event, transaction));
  expect(await workload.checkLoads()).toEqual({ warned: 1 });
});

describe('a warning of overload', () => {
  test('reaches the person and their manager once a day, however much is added', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 60 });
    expect(await workload.checkLoads()).toEqual({ warned: 0 });
    const second = await office.create({ assigneeId: 'ana', estimatedHours: 20 });
    expect(await workload.checkLoads()).toEqual({ warned: 0 });
    expect(await notices()).toEqual([]);

    await office.changed('lea', second.id, { kind: 'edit', edits: { estimatedHours: 25 } });
    expect(await workload.checkLoads()).toEqual({ warned: 1 });
    expect(await notices()).toEqual(['U0ANA workload/notice-own', 'U0MAX workload/notice-team']);
    expect(await workload.checkLoads()).toEqual({ warned: 0 });

    await office.create({ assigneeId: 'ana', estimatedHours: 5 });
    await workload.checkLoads();
    const own = (await notices()).filter((notice) => notice.startsWith('U0ANA'));
    expect(own).toEqual(['U0ANA workload/notice-own']);
    const keys = await office.db.collection('notification_logs').distinct('key', { to: 'U0MAX' });
    expect(keys).toEqual(['overload/web/2026-11-21']);
  });

  test('does not come when a task is only renamed, shortened or finished', async () => {
    const task = await office.create({ assigneeId: 'ana', estimatedHours: 90 });
    await workload.checkLoads();
    const before = await notices();
    await office.changed('lea', task.id, { kind: 'edit', edits: { title: 'Else' } });
    await office.changed('lea', task.id, { kind: 'edit', edits: { estimatedHours: 85 } });
    await office.changed('ana', task.id, { kind: 'complete', hours: 3, notes: null });
    expect(await office.db.collection('load_checks').countDocuments()).toBe(0);
    expect(await workload.checkLoads()).toEqual({ warned: 0 });
    expect(await notices()).toEqual(before);
  });

  test('names to the manager all who have too much, whoever’s load has grown', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 90 });
    await office.create({ assigneeId: 'ana', estimatedHours: null });
    await workload.checkLoads();
    await office.create({ assigneeId: 'bob', estimatedHours: 85 });
    await workload.checkLoads();
    const [first, second] = await office.db
      .collection('notification_logs')
      .find({ 'message.template': 'workload/notice-team' })
      .sort({ sequence: 1 })
      .toArray();
    const ana = { who: { name: 'Ana' }, hours: 94, capacity: 80 };
    expect(first).toMatchObject({ message: { view: { members: [ana] } } });
    expect(second).toMatchObject({
      message: {
        view: {
          members: [
            { ...ana, causes: [] },
            { who: { name: 'Bob' }, hours: 85 },
          ],
        },
      },
    });
    const own = await office.db
      .collection('notification_logs')
      .findOne({ to: 'U0ANA', 'message.template': 'workload/notice-own' });
    expect(own).toMatchObject({ message: { view: { without: 1, assumedHours: 4 } } });
  });

  test('is worked out from sums, however many tasks the team has and its members hold', async () => {
    await office.create({ assigneeId: 'ana', estimatedHours: 90 });
    await office.create({ assigneeId: 'ana', estimatedHours: 3 });
    await copyTasks(200, { assigneeId: null });
    await copyTasks(200, { assigneeId: 'bob', estimatedHours: 0.1 });
    const read = await documentsRead(office.db, 'tasks', async () => {
      expect(await workload.checkLoads()).toEqual({ warned: 1 });
    });
    const sumsOfAna = 2;
    const sumsOfTheTeam = 3;
    expect(read).toBe(sumsOfAna + sumsOfTheTeam);
  });

  test('sees the hours that leave takes away', async () => {
    leave = [{ kind: 'days', firstDay: '2026-11-23', lastDay: '2026-11-27', part: 'whole day' }];
    await office.create({ assigneeId: 'ana', estimatedHours: 41 });
    expect(await workload.checkLoads()).toEqual({ warned: 1 });
  });
});
