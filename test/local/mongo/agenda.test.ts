import { fork } from 'node:child_process';
import { once } from 'node:events';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, backoffStrategies } from 'agenda';
import {
  recordingArguments,
  recordingEnvironment,
} from '../../contracts/guard/recorded-process.js';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';

let mongo: TestMongo;
const running: Agenda[] = [];
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterEach(async () => {
  for (const agenda of running.splice(0)) await agenda.stop();
});
afterAll(() => mongo.close());

async function startAgenda(collection: string): Promise<Agenda> {
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: mongo.db, collection }),
    processEvery: 20,
    defaultLockLifetime: 500,
  });
  running.push(agenda);
  await agenda.ready;
  return agenda;
}

/** Resolves with the payloads of the first `count` runs of a job. */
function runsOf(agenda: Agenda, name: string, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  return new Promise((resolve) => {
    agenda.define(name, (job) => {
      seen.push(job.attrs.data);
      if (seen.length === count) resolve(seen);
    });
  });
}

test('a job queued now runs with its data', async () => {
  const agenda = await startAgenda('now');
  const ran = runsOf(agenda, 'greet', 1);
  await agenda.start();
  await agenda.now('greet', { name: 'Ada' });
  expect(await ran).toEqual([{ name: 'Ada' }]);
});

/** Resolves when all of Agenda's jobs have been looked for since. */
async function polled(agenda: Agenda): Promise<void> {
  for (const name of ['poll', 'next poll']) {
    const ran = runsOf(agenda, name, 1);
    await agenda.now(name, {});
    await ran;
  }
}

test('a scheduled job waits until its time has come', async () => {
  const agenda = await startAgenda('schedule');
  const jobs = mongo.db.collection('schedule');
  const ran = runsOf(agenda, 'later', 1);
  await agenda.start();
  await agenda.schedule(new Date('2999-01-01'), 'later', { n: 1 });
  await polled(agenda);
  expect(await jobs.findOne({ name: 'later' })).toMatchObject({ lockedAt: null, lastRunAt: null });

  await jobs.updateOne({ name: 'later' }, { $set: { nextRunAt: new Date(0) } });
  expect(await ran).toEqual([{ n: 1 }]);
});

test('a recurring job has one document however often it is registered', async () => {
  const agenda = await startAgenda('every');
  const ran = runsOf(agenda, 'tick', 2);
  await agenda.every('0.02 seconds', 'tick');
  await agenda.every('0.02 seconds', 'tick');
  await agenda.start();
  await ran;
  expect(await mongo.db.collection('every').countDocuments({ name: 'tick' })).toBe(1);
});

test('a unique job is stored once', async () => {
  const agenda = await startAgenda('unique');
  agenda.define('once', () => undefined);
  for (const attempt of [1, 2]) {
    await agenda
      .create('once', { key: 'a', attempt })
      .unique({ 'data.key': 'a' }, { insertOnly: true })
      .save();
  }
  const stored = await mongo.db.collection('unique').find().toArray();
  expect(stored.map((job) => job['data'])).toEqual([{ key: 'a', attempt: 1 }]);
});

test('two processes on one queue run each job once', async () => {
  const agenda = await startAgenda('shared');
  for (let n = 0; n < 30; n++) await agenda.now('work', { n });
  const program = new URL('./agenda-process.js', import.meta.url);
  const workers = [1, 2].map(() =>
    fork(program, [mongo.uri, mongo.db.databaseName, 'shared'], {
      execArgv: [...recordingArguments],
      env: { ...process.env, ...recordingEnvironment() },
    }),
  );
  const ran: number[] = [];
  await new Promise<void>((resolve) => {
    for (const worker of workers) {
      worker.on('message', (n) => {
        ran.push(Number(n));
        if (ran.length === 30) resolve();
      });
    }
  });
  for (const worker of workers) worker.kill('SIGKILL');
  expect(ran.toSorted((left, right) => left - right)).toEqual(
    Array.from({ length: 30 }, (_, n) => n),
  );
});

test('a failed job is retried with its failure counted', async () => {
  const agenda = await startAgenda('retry');
  let attempts = 0;
  const done = new Promise<void>((resolve) => {
    agenda.define(
      'flaky',
      () => {
        attempts++;
        if (attempts < 3) throw new Error('not yet');
        resolve();
      },
      { backoff: () => 10 },
    );
  });
  await agenda.start();
  await agenda.now('flaky', {});
  await done;
  expect(attempts).toBe(3);
});

interface RetriedJob {
  readonly nextRunAt: Date | null;
  readonly failedAt: Date;
}

test('retries come after times that double, and end after the last', async () => {
  const agenda = await startAgenda('backoff');
  const jobs = mongo.db.collection('backoff');
  const hour = 3_600_000;
  const fail = (): void => {
    throw new Error('not yet');
  };
  const backoff = backoffStrategies.exponential({ delay: hour, factor: 2, maxRetries: 2 });
  agenda.define('flaky', fail, { backoff });
  await agenda.now('flaky', {});
  await agenda.start();
  const waits: (number | null)[] = [];
  for (const failCount of [1, 2, 3]) {
    const ended = once(agenda, 'complete:flaky');
    await jobs.updateOne({}, { $set: { nextRunAt: new Date(0) } });
    await ended;
    const job = await jobs.findOne<RetriedJob>({ failCount });
    if (!job) throw new Error(`the job has not failed ${failCount} times`);
    waits.push(job.nextRunAt ? Math.floor((+job.nextRunAt - +job.failedAt) / hour) : null);
  }
  expect(waits).toEqual([1, 2, null]);
});

test('jobs are cancelled by their data', async () => {
  const agenda = await startAgenda('cancel');
  agenda.define('later', () => undefined);
  await agenda.schedule(new Date(8e15 / 4), 'later', { team: 'a' });
  await agenda.schedule(new Date(8e15 / 4), 'later', { team: 'b' });
  expect(await agenda.cancel({ data: { team: 'a' } })).toBe(1);
  const { jobs } = await agenda.queryJobs({ name: 'later' });
  expect(jobs.map((job) => job.data)).toEqual([{ team: 'b' }]);
});

test('a job that a worker has locked is left to it until the lock has expired', async () => {
  const agenda = await startAgenda('expired');
  const jobs = mongo.db.collection('expired');
  const ran = runsOf(agenda, 'again', 1);
  await agenda.now('again', { n: 1 });
  await jobs.updateOne({ name: 'again' }, { $set: { lockedAt: new Date('2999-01-01') } });
  await agenda.start();
  await polled(agenda);
  expect(await jobs.findOne({ name: 'again' })).toMatchObject({ lastRunAt: null });

  await jobs.updateOne({ name: 'again' }, { $set: { lockedAt: new Date(0) } });
  expect(await ran).toEqual([{ n: 1 }]);
});

test('a drained agenda has finished what it was running', async () => {
  const agenda = await startAgenda('drained');
  let finished = false;
  const work = async (done: () => void): Promise<void> => {
    await mongo.db.command({ ping: 1 });
    finished = true;
    done();
  };
  const started = new Promise<void>((resolve) => {
    agenda.define('slow', (_job, done) => {
      resolve();
      void work(done);
    });
  });
  await agenda.start();
  await agenda.now('slow', {});
  await started;
  await agenda.drain();
  expect(finished).toBe(true);
});

test('debounced jobs leave one with the last data', async () => {
  const agenda = await startAgenda('debounced');
  agenda.define('merge', () => undefined);
  for (const n of [1, 2, 3]) {
    await agenda
      .create('merge', { key: 'a', n })
      .unique({ 'data.key': 'a' })
      .debounce(60_000)
      .save();
  }
  const stored = await mongo.db.collection('debounced').find().toArray();
  expect(stored.map((job) => job['data'])).toEqual([{ key: 'a', n: 3 }]);
});
