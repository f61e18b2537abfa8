import { doDueWork, type WorkHandler, workIndexes, WorkStore } from '../../src/scheduling/index.js';
import { connectDatabase, type Database, ensureIndexes } from '../../src/storage/index.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';
import { startTestMongo, type TestMongo } from '../support/mongo.js';

let mongo: TestMongo;
let database: Database;
let store: WorkStore;
let clock: ManualClock;
beforeAll(async () => {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
  await ensureIndexes(database.db, [workIndexes]);
  store = new WorkStore(database.db);
});
afterAll(async () => {
  await database.close();
  await mongo.close();
});
beforeEach(async () => {
  clock = new ManualClock('2026-11-23T10:00:00Z');
  await database.db.collection(workIndexes.collection).deleteMany({});
});

const queue = (cause: string, subject = 'ana', dueAt = clock.now()) =>
  database.inTransaction((transaction) =>
    store.enqueue([{ kind: 'greet', subject, cause, dueAt }], transaction),
  );
const work = (greet: WorkHandler) =>
  doDueWork({ store, handlers: { greet }, clock, logger: silentLogger });
const inAnHour = () => new Date(clock.now().getTime() + 3_600_000);
const after = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1_000));

test('work is done once, in the order in which it is due, and not before', async () => {
  await queue('2', 'ben', new Date('2026-11-23T09:59:00Z'));
  await queue('1', 'ana', new Date('2026-11-23T09:58:00Z'));
  await queue('3', 'cem', new Date('2026-11-23T10:01:00Z'));
  const greeted: string[] = [];
  const greet: WorkHandler = async ({ subject }) => {
    greeted.push(subject);
    return null;
  };
  await work(greet);
  await work(greet);
  expect(greeted).toEqual(['ana', 'ben']);
  after(60);
  await work(greet);
  expect(greeted).toEqual(['ana', 'ben', 'cem']);
  expect(await store.list(9)).toEqual([]);
});

test('work that takes long is interrupted, and the rest is done later', async () => {
  await queue('1', 'ana');
  await queue('2', 'ben');
  const greeted: string[] = [];
  const greet: WorkHandler = async ({ subject }) => {
    greeted.push(subject);
    after(2);
    return null;
  };
  const deps = { store, handlers: { greet }, clock, logger: silentLogger };
  const inASecond = new Date(clock.now().getTime() + 1_000);
  expect(await doDueWork(deps, inASecond)).toEqual({ tried: 1, isAll: false });
  expect(greeted).toEqual(['ana']);
  expect(await doDueWork(deps)).toEqual({ tried: 1, isAll: true });
  expect(greeted).toEqual(['ana', 'ben']);
});

test('what several ask for is done once for all who had asked when it began', async () => {
  await queue('1');
  await queue('2');
  const done: string[] = [];
  await work(async ({ cause }) => {
    done.push(cause);
    if (done.length === 1) await queue('3');
    return null;
  });
  expect(done).toEqual(['2', '3']);
  expect(await store.list(9)).toEqual([]);
});

test('what was asked for waits from its commit on, before anybody has looked at it', async () => {
  await queue('1', 'ana');
  expect(await store.isWaiting('greet', 'ana')).toBe(true);
  expect(await store.isWaiting('greet', 'ben')).toBe(false);
  expect(await store.list(9)).toMatchObject([{ id: 'greet/ana', state: 'waiting' }]);
  expect(await store.isWaiting('greet', 'ana')).toBe(true);
  await work(async () => null);
  expect(await store.isWaiting('greet', 'ana')).toBe(false);
});

test('what many ask for at the same time is done once for each whom it concerns', async () => {
  const subjects = Array.from({ length: 250 }, (_, index) => `member ${index % 5}`);
  await Promise.all(
    subjects.map((subject, index) =>
      database.inGroupCommit((transaction) =>
        store.enqueue(
          [{ kind: 'greet', subject, cause: String(index), dueAt: clock.now() }],
          transaction,
        ),
      ),
    ),
  );
  const done: string[] = [];
  await work(async ({ cause }) => {
    done.push(cause);
    return null;
  });
  expect(done.toSorted()).toEqual(['245', '246', '247', '248', '249']);
});

test('work is due when the last request for it says', async () => {
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);
  const done: string[] = [];
  const note: WorkHandler = async ({ cause }) => {
    done.push(cause);
    return null;
  };
  await queue('1', 'ana', inSeconds(2));
  after(1);
  await queue('2', 'ana', inSeconds(2));
  after(1);
  await work(note);
  expect(done).toEqual([]);
  after(1);
  await work(note);
  expect(done).toEqual(['2']);
});

test('what is asked for again while it fails, or is put off, is as due as it was asked for', async () => {
  for (const isFailing of [true, false]) {
    await queue('1');
    const done: string[] = [];
    await work(async ({ cause }) => {
      done.push(cause);
      if (cause === '2') return null;
      await queue('2');
      if (isFailing) throw new Error('no luck');
      return inAnHour();
    });
    expect(done).toEqual(['1', '2']);
    expect(await store.list(9)).toEqual([]);
  }
});

test('failing work is repeated after 60, 120 and 240 seconds, then waits, failed, for somebody', async () => {
  await queue('1');
  let tries = 0;
  const fail: WorkHandler = async () => {
    tries += 1;
    throw new Error('no luck');
  };
  for (const [index, seconds] of [60, 120, 240].entries()) {
    await work(fail);
    expect(await store.list(9)).toMatchObject([{ failures: index + 1, state: 'waiting' }]);
    after(seconds - 1);
    await work(fail);
    expect(tries).toBe(index + 1);
    after(1);
  }
  await work(fail);
  after(86_400);
  await work(fail);
  expect(tries).toBe(4);
  expect(await store.list(9)).toMatchObject([{ state: 'failed', failures: 4, error: 'no luck' }]);

  const retried = await database.inTransaction((transaction) =>
    store.retry('greet/ana', clock.now(), transaction),
  );
  expect(retried).toBe(true);
  await work(async () => null);
  expect(await store.list(9)).toEqual([]);
});

test('what failed for good is tried anew when it is asked for again', async () => {
  await queue('1');
  await queue('2', 'ben');
  const fail: WorkHandler = async () => {
    throw new Error('no luck');
  };
  for (const seconds of [60, 120, 240, 60]) {
    await work(fail);
    after(seconds);
  }
  expect(await store.failed('greet', 'ana')).toMatchObject({ cause: '1', error: 'no luck' });
  await queue('3');
  expect(await store.failed('greet', 'ana')).toBeNull();
  expect(await store.list(9)).toMatchObject([
    { id: 'greet/ben', state: 'failed', failures: 4 },
    { id: 'greet/ana', state: 'waiting', failures: 0 },
  ]);
  await work(async () => null);
  expect(await store.list(9)).toMatchObject([{ id: 'greet/ben', state: 'failed' }]);
});

test('work that comes too early waits until it is time, without counting as failed', async () => {
  await queue('1');
  const later = new Date('2026-11-24T09:00:00Z');
  await work(async () => later);
  expect(await store.list(9)).toMatchObject([{ dueAt: later, failures: 0, state: 'waiting' }]);
});

test('what a killed process had begun is done by another one after a minute', async () => {
  await queue('1');
  await store.claim(clock.now(), new Date(clock.now().getTime() + 60_000));
  const done: string[] = [];
  const note: WorkHandler = async ({ cause }) => {
    done.push(cause);
    return null;
  };
  await work(note);
  expect(done).toEqual([]);
  after(60);
  await work(note);
  expect(done).toEqual(['1']);
});
