import type { Team } from '../../src/features/people/index.js';
import {
  type RunReport,
  RunStore,
  runIndexes,
  type TeamJob,
  teamJob,
} from '../../src/scheduling/index.js';
import type { Every } from '../../src/shared/every.js';
import { connectDatabase, type Database, ensureIndexes } from '../../src/storage/index.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';
import { startTestMongo } from '../support/mongo.js';

let mongo: Awaited<ReturnType<typeof startTestMongo>>;
let database: Database;

beforeAll(async () => {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
  await ensureIndexes(database.db, [runIndexes]);
});

afterAll(async () => {
  await database.close();
  await mongo.close();
});

const team = { id: 'platform' } as Team;
const done: RunReport = { complete: true, counts: {} };

/** A job whose buckets are days of UTC, due from 08:00 on. */
async function setUp(run: (bucket: string) => Promise<RunReport> = async () => done) {
  await database.db.collection('job_runs').deleteMany({});
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const ran: string[] = [];
  const definition: TeamJob = {
    name: 'test-job',
    schedule: '* * * * *',
    dueBucket: (_team, now) => (now.getUTCHours() >= 8 ? now.toISOString().slice(0, 10) : null),
    previousBucket: (day) =>
      new Date(Date.parse(day) - 24 * 60 * 60_000).toISOString().slice(0, 10),
    run: async (_team, bucket) => {
      ran.push(bucket);
      return run(bucket);
    },
  };
  const runs = new RunStore(database.db);
  const renewals = new Set<() => Promise<void>>();
  const every: Every = (_milliseconds, renew) => {
    renewals.add(renew);
    return () => renewals.delete(renew);
  };
  const process = () =>
    teamJob(definition, {
      people: { teams: async () => [team] },
      runs,
      clock,
      every,
      logger: silentLogger,
    });
  return { clock, ran, renewals, runs, tick: () => process().tick() };
}

describe('a job of teams', () => {
  test('runs once for each bucket, however often it ticks', async () => {
    const { clock, ran, tick } = await setUp();

    await tick();
    clock.advance(60_000);
    await tick();

    expect(ran).toEqual(['2026-11-20']);
  });

  test('runs once when two processes tick at the same time', async () => {
    const { ran, tick } = await setUp();

    await Promise.all([tick(), tick(), tick()]);

    expect(ran).toEqual(['2026-11-20']);
  });

  test('does not run before its hour', async () => {
    const { clock, ran, tick } = await setUp();
    clock.set('2026-11-20T07:59:00Z');

    await tick();

    expect(ran).toEqual([]);
  });

  test('makes up for the buckets that an outage left out, oldest first', async () => {
    const { clock, ran, tick } = await setUp();
    await tick();
    clock.set('2026-11-23T10:00:00Z');

    await tick();

    expect(ran).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
  });

  test('does not invent missed buckets from before its first run', async () => {
    const { clock, ran, tick } = await setUp();
    await tick();
    clock.advance(60_000);

    await tick();

    expect(ran).toEqual(['2026-11-20']);
  });

  test('that fails is repeated after a minute and then is done', async () => {
    let failures = 1;
    const { clock, ran, tick, runs } = await setUp(async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database was away');
      return done;
    });

    await tick();
    await tick();
    expect(ran).toHaveLength(1);
    clock.advance(61_000);
    await tick();
    await tick();

    expect(ran).toHaveLength(2);
    expect(await runs.latest(1)).toMatchObject([{ status: 'completed', attempts: 2 }]);
  });

  test('that has something left comes back to it at the next tick', async () => {
    const reports = [{ complete: false, counts: { waiting: 1 } }, done];
    const { ran, tick } = await setUp(async () => reports.shift() ?? done);

    await tick();
    await tick();
    await tick();

    expect(ran).toHaveLength(2);
  });

  test('that no longer renews its lease is taken over after a minute', async () => {
    const runsAfter: number[] = [];
    const { clock, ran, tick } = await setUp(async () => {
      if (ran.length > 1) return done;
      clock.advance(59_000);
      await tick();
      runsAfter.push(ran.length);
      clock.advance(1_000);
      await tick();
      runsAfter.push(ran.length);
      return done;
    });

    await tick();

    expect(runsAfter).toEqual([1, 2]);
  });

  test('that takes minutes stays with its process while that renews the lease', async () => {
    const { clock, ran, renewals, runs, tick } = await setUp(async () => {
      for (let renewed = 0; renewed < 4; renewed += 1) {
        clock.advance(45_000);
        await Promise.all([...renewals].map((renew) => renew()));
        await tick();
      }
      return done;
    });

    await tick();

    expect(ran).toEqual(['2026-11-20']);
    expect(renewals.size).toBe(0);
    expect(await runs.latest(1)).toMatchObject([{ status: 'completed', attempts: 1 }]);
  });

  test('taken over while its process slept belongs to the one that took it', async () => {
    const { clock, runs } = await setUp();
    const key = { job: 'test-job', teamId: team.id, bucket: '2026-11-20' };
    const inAMinute = () => new Date(clock.now().getTime() + 60_000);
    const slept = await runs.claim(key, clock.now(), inAMinute());
    clock.advance(61_000);
    const taken = await runs.claim(key, clock.now(), inAMinute());
    if (slept === null || taken === null) throw new Error('The run was not to be had');

    expect(await runs.renew(slept, inAMinute())).toBe(false);
    await runs.fail(slept, clock.now(), 'too late');
    expect(await runs.complete(slept, clock.now(), done)).toBe(false);

    expect(await runs.latest(1)).toMatchObject([{ status: 'running', attempts: 2, error: null }]);
    expect(await runs.renew(taken, inAMinute())).toBe(true);
  });
});
