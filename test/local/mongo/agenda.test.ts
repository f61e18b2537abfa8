import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, backoffStrategies } from 'agenda';
import {
  recordingArguments,
  recordingEnvironment,
} from '../../contracts/guard/recorded-process.js';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';
import type { WorkerMessage, WorkerSettings } from './agenda-process.js';

let mongo: TestMongo;
const running: Agenda[] = [];
const workers: ChildProcess[] = [];
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
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

/** A process that works on the queue in `collection`. */
function startWorker(collection: string, options: Partial<WorkerSettings> = {}): ChildProcess {
  const settings: WorkerSettings = {
    uri: mongo.uri,
    database: mongo.db.databaseName,
    collection,
    lockLifetime: 600_000,
    isStuck: false,
    ...options,
  };
  const worker = fork(new URL('./agenda-process.js', import.meta.url), [JSON.stringify(settings)], {
    execArgv: [...recordingArguments],
    env: { ...process.env, ...recordingEnvironment() },
  });
  workers.push(worker);
  return worker;
}

/** Resolves with the numbers of the first `count` jobs of which the workers tell this. */
function heardFrom(
  from: readonly ChildProcess[],
  event: WorkerMessage['event'],
  count: number,
): Promise<number[]> {
  const numbers: number[] = [];
  return new Promise((resolve) => {
    for (const worker of from) {
      worker.on('message', (message: WorkerMessage) => {
        if (message.event === event) numbers.push(message.n);
        if (numbers.length === count) resolve(numbers.toSorted((one, other) => one - other));
      });
    }
  });
}

test('two processes on one queue run each job once', async () => {
  const agenda = await startAgenda('shared');
  const numbers = Array.from({ length: 30 }, (_, n) => n);
  for (const n of numbers) await agenda.now('work', { n });
  const both = [startWorker('shared'), startWorker('shared')];
  expect(await heardFrom(both, 'completed', numbers.length)).toEqual(numbers);
});

test('the jobs of a process killed in the middle of them are completed by another, once, when its lock has expired', async () => {
  const agenda = await startAgenda('killed');
  const numbers = [0, 1, 2];
  for (const n of numbers) await agenda.now('work', { n });
  const stuck = startWorker('killed', { isStuck: true });
  await heardFrom([stuck], 'started', numbers.length);
  const exited = once(stuck, 'exit');
  stuck.kill('SIGKILL');
  await exited;
  const jobs = mongo.db.collection<{ lockedAt: Date | null; lastRunAt: Date }>('killed');
  const taken = (await jobs.find().toArray()).map(({ lockedAt }) => Number(lockedAt));
  expect(taken).not.toContain(0);

  const lockLifetime = 1_000;
  const other = startWorker('killed', { lockLifetime });
  const started = heardFrom([other], 'started', numbers.length);
  expect(await heardFrom([other], 'completed', numbers.length)).toEqual(numbers);
  expect(await started).toEqual(numbers);
  const done = await jobs.find().toArray();
  expect(done).toHaveLength(numbers.length);
  for (const [place, { lockedAt, lastRunAt }] of done.entries()) {
    expect(lockedAt).toBeNull();
    expect(lastRunAt.getTime()).toBeGreaterThanOrEqual((taken[place] ?? 0) + lockLifetime);
  }
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
