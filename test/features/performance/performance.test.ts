import { defaultCalendar } from '../../../src/features/calendar/index.js';
import type { ChatFeature } from '../../../src/features/chat.js';
import {
  createPerformance,
  defaultScoreWeights,
  type Performance,
} from '../../../src/features/performance/index.js';
import { systemActor } from '../../../src/features/people/index.js';
import { doDueWork, workIndexes, WorkStore } from '../../../src/scheduling/index.js';
import { ensureIndexes } from '../../../src/storage/index.js';
import { silentLogger } from '../../support/logger.js';
import { memberWith } from '../people/samples.js';
import { actorNamed } from '../tasks/people-of-test.js';
import { startTasksFixture, type TasksFixture } from '../tasks/tasks-fixture.js';

const quietMs = 2_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let office: TasksFixture;
let performance: Performance;
let chat: ChatFeature;
let work: WorkStore;
/** While true, nobody's working hours can be read. */
let calendarsFail = false;

beforeAll(async () => {
  office = await startTasksFixture();
  work = new WorkStore(office.db);
  const feature = createPerformance({
    ...office,
    work,
    people: office.people,
    calendars: {
      calendarsOf: async (ids) => {
        if (calendarsFail) throw new Error('no calendars');
        return new Map(ids.map((id) => [id, defaultCalendar('Europe/Berlin')]));
      },
    },
    settings: { windowDays: 30, weights: defaultScoreWeights },
  });
  performance = feature.performance;
  chat = feature.chat;
  await ensureIndexes(office.db, [...feature.indexes, workIndexes]);
  office.tasks.onTaskChanged(performance.followTask);
});
afterAll(() => office.close());
beforeEach(async () => {
  calendarsFail = false;
  await office.clear();
  for (const name of ['performance_scores', workIndexes.collection]) {
    await office.db.collection(name).deleteMany({});
  }
});

/** @returns how many updates were tried */
async function update(): Promise<number> {
  const { tried } = await doDueWork({
    store: work,
    handlers: {
      score: async ({ subject }) => {
        await performance.updateScore(subject);
        return null;
      },
    },
    clock: office.clock,
    logger: silentLogger,
  });
  return tried;
}

const look = (by: string, memberId: string, day?: string) =>
  performance.look({
    actor: actorNamed(by),
    intentId: office.newIntent(),
    memberId,
    ...(day !== undefined && { day }),
  });

async function scoreOf(by: string, memberId: string, day?: string) {
  const outcome = await look(by, memberId, day);
  if (outcome.kind !== 'score') throw new Error(outcome.kind);
  return outcome;
}

const snapshots = () => office.db.collection('performance_scores').find().toArray();

/** Ana has done one task of four estimated hours in five, and holds one of ten. */
async function anaWorks() {
  const task = await office.create({ assigneeId: 'ana', estimatedHours: 4 });
  await office.create({ assigneeId: 'ana', estimatedHours: 10 });
  await office.changed('ana', task.id, { kind: 'complete', hours: 5, notes: null });
  office.clock.advance(quietMs);
  return task;
}

test('a completion updates the score of who held the task, once, with the inputs it came from', async () => {
  await anaWorks();
  expect(await update()).toBe(1);
  expect(await update()).toBe(0);
  expect(await snapshots()).toMatchObject([
    {
      memberId: 'ana',
      day: '2026-11-21',
      formulaVersion: '1',
      inputs: { completed: 1, assigned: 2, maximumHours: 40, availableHours: 30 },
    },
  ]);
  const { snapshot } = await scoreOf('ana', 'ana');
  expect(snapshot.value).toBeCloseTo((0.35 * 50 + 0.25 * 80 + 0.2 * 75) / 0.8, 9);
});

test('a reopened task counts as completed no longer', async () => {
  const task = await anaWorks();
  await update();
  await office.changed('ana', task.id, { kind: 'reopen', reason: null });
  office.clock.advance(quietMs);
  expect(await update()).toBe(1);
  expect(await snapshots()).toMatchObject([{ inputs: { completed: 0, assigned: 2 } }]);
});

test('an update that fails is repeated after 1, 2 and 4 minutes, and then shown as failed', async () => {
  await anaWorks();
  calendarsFail = true;
  for (const minutes of [0, 1, 2, 4]) {
    office.clock.advance(minutes * minuteMs - 1);
    if (minutes > 0) expect(await update()).toBe(0);
    office.clock.advance(1);
    expect(await update()).toBe(1);
  }
  office.clock.advance(dayMs);
  expect(await update()).toBe(0);
  calendarsFail = false;
  expect((await scoreOf('ana', 'ana')).failedUpdate).toMatchObject({ error: 'no calendars' });

  const next = await office.create({ assigneeId: 'ana' });
  await office.changed('ana', next.id, { kind: 'complete', hours: 1, notes: null });
  office.clock.advance(quietMs);
  await update();
  expect((await scoreOf('ana', 'ana')).failedUpdate).toBeNull();
});

test('what is completed one right after the other is counted once, at the end', async () => {
  for (const hours of [1, 2]) {
    const task = await office.create({ assigneeId: 'ana' });
    await office.changed('ana', task.id, { kind: 'complete', hours, notes: null });
    office.clock.advance(quietMs / 2);
  }
  office.clock.advance(quietMs / 2 - 1);
  await update();
  expect(await snapshots()).toEqual([]);
  office.clock.advance(1);
  await update();
  expect(await snapshots()).toMatchObject([{ inputs: { completed: 2, assigned: 2 } }]);
  expect(await work.list(9)).toEqual([]);
});

test('a day that is over keeps its score and inputs, whatever happens later', async () => {
  await anaWorks();
  await update();
  const then = await scoreOf('ana', 'ana');
  office.clock.advance(365 * dayMs);
  const now = await scoreOf('ana', 'ana');
  expect(now.snapshot.inputs.completed).toBe(0);
  expect(now.previous?.day).toBe('2026-11-21');
  expect((await scoreOf('ana', 'ana', '2026-11-21')).snapshot).toEqual(then.snapshot);
  expect(await look('ana', 'ana', '2026-11-20')).toMatchObject({ kind: 'no snapshot' });
});

describe('numbers of a person', () => {
  test.each(['bob', 'lea', 'mia', 'uwe'])(
    'are refused to %s, who does not manage them, and the attempt is logged',
    async (who) => {
      office.logged.length = 0;
      expect(await look(who, 'ana')).toMatchObject({ kind: 'not allowed' });
      expect(office.logged.map((line) => JSON.parse(line) as object)).toMatchObject([
        { msg: 'refused: not allowed', actorId: who, permission: 'manage_team', memberId: 'ana' },
      ]);
      expect((await scoreOf('ana', 'ana')).seenBy).toEqual([]);
    },
  );

  test('are shown to a manager and an admin, and the member sees who looked, each once', async () => {
    for (let times = 0; times < 6; times += 1) await look('max', 'ana');
    office.clock.advance(minuteMs);
    expect((await scoreOf('ada', 'ana')).seenBy).toEqual([]);
    office.clock.advance(minuteMs);
    await look('ada', 'ana');
    const at = office.clock.now();
    expect((await scoreOf('ana', 'ana')).seenBy).toMatchObject([
      { by: { id: 'ada' }, at },
      { by: { id: 'max' } },
    ]);
  });

  test('looked at once are on record once, also when the chat asks twice', async () => {
    const request = { actor: actorNamed('max'), intentId: 'same', memberId: 'ana' };
    await performance.look(request);
    expect((await performance.look(request)).kind).toBe('score');
    expect((await scoreOf('ana', 'ana')).seenBy).toHaveLength(1);
  });

  test('of somebody unknown or without a team do not exist', async () => {
    expect(await look('ada', 'nobody')).toEqual({ kind: 'unknown member' });
    expect(await look('max', 'max')).toMatchObject({ kind: 'no team' });
  });
});

test.each(['score', 'why score'])(
  '/crew %s shows nobody by a name that two members have',
  async (name) => {
    office.newcomers.push(memberWith({ id: 'bob-2', name: 'bob', teamId: 'web' }));
    const subcommand = chat.subcommands.find((each) => each.name === name);
    const answer = await subcommand?.run({
      actor: actorNamed('max'),
      intentId: office.newIntent(),
      text: 'Bob',
      channelId: 'C0WEB',
    });
    expect(answer).toEqual({ template: 'people/namesakes', view: { name: 'Bob' } });
  },
);

describe('numbers of a team', () => {
  const lookAtTeam = (by: string, intentId = 'look') =>
    performance.lookAtTeam({ actor: actorNamed(by), intentId, teamId: 'web' });

  test('below five members with a score are for its managers alone', async () => {
    await anaWorks();
    expect(await lookAtTeam('ana')).toMatchObject({ kind: 'too few', smallest: 5 });
    expect(await lookAtTeam('max')).toMatchObject({ kind: 'team score', score: { scored: 1 } });
  });

  test('show their managers whose they are, and each of those sees that they looked', async () => {
    await anaWorks();
    const seen = await lookAtTeam('max');
    expect(seen).toMatchObject({
      byMember: [{ member: { id: 'ana' }, value: expect.any(Number) }],
    });
    expect((await scoreOf('ana', 'ana')).seenBy).toMatchObject([{ by: { id: 'max' } }]);
    await lookAtTeam('max');
    expect((await scoreOf('ana', 'ana')).seenBy).toHaveLength(1);
  });

  test('are shown to nobody else by person, and leave no trace then', async () => {
    await anaWorks();
    const asBot = { actor: systemActor, intentId: 'report', teamId: 'web' };
    expect(await performance.lookAtTeam(asBot)).toMatchObject({
      kind: 'team score',
      byMember: null,
    });
    expect(await lookAtTeam('ana')).not.toHaveProperty('byMember');
    expect((await scoreOf('ana', 'ana')).seenBy).toEqual([]);
  });

  test('are refused to other teams', async () => {
    expect(await lookAtTeam('pia')).toMatchObject({ kind: 'not allowed' });
  });
});

test('a snapshot is kept for every active member of the team once a day', async () => {
  const [team] = await office.people.teams();
  if (!team) throw new Error('there is no team');
  await performance.snapshotTeam(team);
  await performance.snapshotTeam(team);
  expect((await snapshots()).map(({ memberId }) => memberId as string).toSorted()).toEqual([
    'ana',
    'bob',
    'lea',
    'robo',
  ]);
});
