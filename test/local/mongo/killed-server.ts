import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Db, MongoClient } from 'mongodb';

/** A server in a process of its own, with a client that fails rather than waits when it is gone. */
export interface KillableServer {
  readonly db: Db;
  /** kill -9 */
  kill(): Promise<void>;
}

export function startKillableServer(folder: string): Promise<KillableServer> {
  return connectTo(fork(program, [folder]));
}

/** As `startKillableServer`, where no file may grow beyond `blocks` of 512 bytes: a full disk. */
export function startCrampedServer(folder: string, blocks: number): Promise<KillableServer> {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  const args = ['-c', script, process.execPath, fileURLToPath(program), folder];
  return connectTo(spawn('sh', args, { stdio: [...stdio] }));
}

const program = new URL('./server-process.js', import.meta.url);

async function connectTo(child: ChildProcess): Promise<KillableServer> {
  const [uri] = (await once(child, 'message')) as [string];
  const client = await new MongoClient(uri, {
    serverSelectionTimeoutMS: 2_000,
    retryWrites: false,
  }).connect();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return client.close();
    // A driver that has not noticed yet that its server is gone may wait for ever to say goodbye to it.
    const noticed = once(client, 'serverDescriptionChanged');
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await Promise.all([exited, noticed]);
    await client.close();
  };
  return { db: client.db('crewchief'), kill };
}

/** What writers were told is stored. */
export interface Acknowledged {
  readonly inserted: Set<string>;
  readonly transactions: Set<string>;
}

/** One writer: single inserts and transactions of two documents, until the server is gone. */
async function write(db: Db, writer: string, acknowledged: Acknowledged): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${writer}-${n}`;
    try {
      await db.collection<{ _id: string; key: string }>('single').insertOne({ _id: id, key: id });
      acknowledged.inserted.add(id);
      await db.client.withSession((session) =>
        session.withTransaction(async () => {
          const pairs = db.collection('pairs');
          await pairs.insertOne({ pair: id, half: 1 }, { session });
          await pairs.insertOne({ pair: id, half: 2 }, { session });
        }),
      );
      acknowledged.transactions.add(id);
    } catch {
      return;
    }
  }
}

/** Writes with `writers` at once and kills the server after about `operations` of them. */
export async function writeUntilKilled(
  server: KillableServer,
  round: string,
  writers: number,
  operations: number,
): Promise<Acknowledged> {
  let added = 0;
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => {
    reached = resolve;
  });
  class CountedSet extends Set<string> {
    override add(value: string): this {
      if (++added === operations) reached();
      return super.add(value);
    }
  }
  const acknowledged = { inserted: new CountedSet(), transactions: new CountedSet() };
  const all = Array.from({ length: writers }, (_, writer) =>
    write(server.db, `${round}-${writer}`, acknowledged),
  );
  await enough;
  await server.kill();
  await Promise.all(all);
  return acknowledged;
}

/** What is wrong with the stored data: acknowledged documents missing, halves of transactions. */
export async function findLosses(db: Db, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const singles = await db.collection<{ _id: string; key: string }>('single').find().toArray();
  const pairs = await db.collection('pairs').find().toArray();
  const stored = new Set(singles.map(({ _id: id }) => id));
  const halves = new Map<string, number>();
  for (const { pair } of pairs) halves.set(String(pair), (halves.get(String(pair)) ?? 0) + 1);
  const expected = acknowledged.flatMap((each) => [...each.inserted]);
  const committed = acknowledged.flatMap((each) => [...each.transactions]);
  return [
    ...expected.filter((id) => !stored.has(id)).map((id) => `insert ${id} is lost`),
    ...committed.filter((id) => halves.get(id) !== 2).map((id) => `transaction ${id} is lost`),
    ...[...halves].filter(([, count]) => count !== 2).map(([id]) => `transaction ${id} is torn`),
  ];
}
