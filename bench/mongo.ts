import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { type Collection, MongoClient } from 'mongodb';
import { startLocalMongo } from '../src/local/mongo/index.js';
import type { BenchRow } from './bench-row.js';

interface Thing {
  _id: number;
  n: number;
  text: string;
}

const inFlight = 16;
const documents = 10_000;
const measuredMilliseconds = 2_000;
const openedDocuments = 200_000;

/** Operations a second, with 16 in flight. */
async function rate(operation: (n: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const start = performance.now();
  const end = start + measuredMilliseconds;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) await operation(done++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (done * 1000) / (performance.now() - start);
}

function operations(client: MongoClient, things: Collection<Thing>) {
  const increment = { $inc: { n: 1 } };
  return {
    read: (n: number) => things.findOne({ _id: n % documents }),
    write: (n: number) => things.updateOne({ _id: n % documents }, increment),
    insert: (n: number) => things.insertOne({ _id: documents + n, n, text: 'x'.repeat(200) }),
    transaction: () =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          for (const id of [1, 2, 3, 4]) {
            await things.updateOne({ _id: id }, increment, { session });
          }
        }),
      ),
  };
}

type Rates = Record<keyof ReturnType<typeof operations>, number>;

async function measure(uri: string, fill: boolean): Promise<Rates> {
  const client = await new MongoClient(uri, { maxPoolSize: inFlight }).connect();
  const things = client.db('bench').collection<Thing>('things');
  if (fill) {
    await things.insertMany(
      Array.from({ length: documents }, (_, n) => ({ _id: n, n, text: 'x'.repeat(200) })),
    );
  }
  const { read, write, insert, transaction } = operations(client, things);
  await rate(read);
  const rates = {
    read: await rate(read),
    write: await rate(write),
    insert: await rate(insert),
    transaction: await rate(transaction),
  };
  await client.close();
  return rates;
}

async function measureReference(folder: string): Promise<Rates> {
  const path = join(folder, 'bare.sock');
  const worker = new Worker(new URL('./mongo-reference.js', import.meta.url), {
    workerData: { path },
  });
  await once(worker, 'message');
  const rates = await measure(
    `mongodb://${encodeURIComponent(path)}/?directConnection=true`,
    false,
  );
  await worker.terminate();
  return rates;
}

/** Seconds from the start of a server on 200,000 documents to its first answer, and its memory. */
async function measureOpening(folder: string): Promise<{ seconds: number; megabytes: number }> {
  const first = await startLocalMongo({ folder });
  const filler = await new MongoClient(first.uri).connect();
  const things = filler.db('bench').collection('many');
  await things.createIndexes([{ key: { team: 1, n: -1 } }, { key: { name: 1 }, unique: true }]);
  for (let start = 0; start < openedDocuments; start += 10_000) {
    await things.insertMany(
      Array.from({ length: 10_000 }, (_, n) => ({
        name: `task-${start + n}`,
        team: `team-${n % 50}`,
        n,
        at: new Date(n),
        text: 'x'.repeat(200),
      })),
    );
  }
  await filler.close();
  await first.close();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const server = await startLocalMongo({ folder });
  const client = await new MongoClient(server.uri).connect();
  await client
    .db('bench')
    .collection('many')
    .findOne({ team: 'team-7', n: { $gt: 5_000 } });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = Math.max(0, process.memoryUsage().rss - before) / 1e6;
  await client.close();
  await server.close();
  return { seconds, megabytes };
}

const names: Readonly<Record<keyof Rates, string>> = {
  read: 'point reads',
  write: 'durable point updates',
  insert: 'durable inserts',
  transaction: 'transactions of four updates',
};

/** The local store through the official driver, against a bare server that stores nothing. */
export async function benchMongo(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crewchief-bench-'));
  try {
    const opening = await measureOpening(join(folder, 'many'));
    const reference = await measureReference(folder);
    const server = await startLocalMongo({ folder: join(folder, 'store') });
    const rates = await measure(server.uri, true);
    await server.close();
    const speeds = (Object.keys(names) as (keyof Rates)[]).map((key) => ({
      name: `local store: ${names[key]}, ${inFlight} in flight`,
      value: rates[key],
      unit: 'operations/s',
      reference: 'bare server that answers a constant',
      referenceValue: reference[key],
      ratio: rates[key] / reference[key],
      budget: key === 'read' || key === 'write' ? '>= 0.5x' : '',
    }));
    const open = { reference: '', referenceValue: null, ratio: null };
    return [
      ...speeds,
      {
        ...open,
        name: 'local store: open 200,000 documents',
        value: opening.seconds,
        unit: 's',
        budget: '<= 3 s',
      },
      {
        ...open,
        name: 'local store: memory for them',
        value: opening.megabytes,
        unit: 'MB',
        budget: '<= 1000 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
