import { agendaIndexes, createScheduler, type Job } from '../../src/scheduling/index.js';
import { connectDatabase, type Database, ensureIndexes } from '../../src/storage/index.js';
import { createDueJobsBackend } from '../../src/scheduling/due-jobs-backend.js';
import { createLogger } from '../../src/shared/logger.js';
import { gate } from '../support/gate.js';
import { silentLogger } from '../support/logger.js';
import { startTestMongo } from '../support/mongo.js';

let mongo: Awaited<ReturnType<typeof startTestMongo>>;
let database: Database;

beforeEach(async () => {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
  await ensureIndexes(database.db, [agendaIndexes]);
});

afterEach(async () => {
  await database.close();
  await mongo.close();
});

const yearly = '0 0 1 1 *';

function scheduler(jobs: readonly Job[], processName = 'one') {
  return createScheduler({ db: database.db, jobs, processName, logger: silentLogger });
}

function job(name: string, tick: () => Promise<void> = async () => {}): Job {
  return { name, schedule: yearly, tick };
}

const stored = () => database.db.collection('agendaJobs').find({}).toArray();

describe('the scheduler', () => {
  test('catches up with one tick of each job at start, also when one fails', async () => {
    const ticked: string[] = [];
    const broken = job('broken', async () => {
      ticked.push('broken');
      throw new Error('broken');
    });
    const all = gate();
    const sound = job('sound', async () => {
      ticked.push('sound');
      all.open();
    });
    const running = scheduler([broken, sound]);

    await running.start();
    await all.opened;
    await running.stop();

    expect(ticked).toEqual(['broken', 'sound']);
  });

  test('stopped while it catches up ends the job that runs and begins no other', async () => {
    const ticked: string[] = [];
    const begun = gate();
    const ending = gate();
    const slow = job('slow', async () => {
      begun.open();
      await ending.opened;
      ticked.push('slow');
    });
    const next = job('next', async () => {
      ticked.push('next');
    });
    const running = scheduler([slow, next]);

    await running.start();
    await begun.opened;
    const stopped = running.stop();
    ending.open();
    await stopped;

    expect(ticked).toEqual(['slow']);
  });

  test('of two processes that start at once leaves one job of each name', async () => {
    const both = [scheduler([job('report')], 'one'), scheduler([job('report')], 'two')];

    await Promise.all(both.map((one) => one.start()));
    await Promise.all(both.map((one) => one.stop()));

    expect(await stored()).toHaveLength(1);
  });

  test('removes what an earlier version has left, and says so once for each', async () => {
    const earlier = scheduler([job('report'), job('update-scores'), job('tidy')]);
    await earlier.start();
    await earlier.stop();
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    for (const start of [1, 2]) {
      const processName = `new ${start}`;
      const now = createScheduler({ db: database.db, jobs: [job('report')], processName, logger });
      await now.start();
      await now.stop();
    }

    expect(await stored()).toMatchObject([{ name: 'report' }]);
    const removed = lines.filter((line) => line.includes('does not have'));
    expect(removed.map((line) => (JSON.parse(line) as { job: string }).job)).toEqual([
      'tidy',
      'update-scores',
    ]);
  });

  test('started again leaves a job that is running elsewhere, or disabled, as it is', async () => {
    const first = scheduler([job('report')]);
    await first.start();
    await first.stop();
    const lockedAt = new Date();
    await database.db
      .collection('agendaJobs')
      .updateOne(
        { name: 'report' },
        { $set: { lockedAt, disabled: true, lastModifiedBy: 'elsewhere' } },
      );

    const second = scheduler([job('report')], 'two');
    await second.start();
    await second.stop();

    expect(await stored()).toMatchObject([{ lockedAt, disabled: true }]);
  });

  test('registers a job anew when its schedule has changed', async () => {
    const first = scheduler([job('report')]);
    await first.start();
    await first.stop();

    const second = scheduler([{ ...job('report'), schedule: '0 12 1 1 *' }]);
    await second.start();
    await second.stop();

    expect(await stored()).toMatchObject([{ repeatInterval: '0 12 1 1 *' }]);
  });

  test('takes no job before it is due, so that nothing waits for one when it has ended', async () => {
    const farAhead = new Date('2999-01-01');
    const due = { name: 'due', nextRunAt: new Date(0), lockedAt: null };
    await database.db
      .collection('agendaJobs')
      .insertMany([due, { ...due, name: 'later', nextRunAt: farAhead }]);
    const backend = createDueJobsBackend(database.db);
    await backend.connect();
    const take = (name: string) =>
      backend.repository.getNextJobToRun(name, farAhead, new Date(0), undefined, undefined);

    expect(await take('later')).toBeUndefined();
    expect(await take('due')).toMatchObject({ name: 'due' });
    expect(await take('due')).toBeUndefined();
  });
});
