import { type ClientSession, type Db, MongoClient } from 'mongodb';
import { concurrencyLimit } from '../shared/concurrency.js';
import { OperationalError } from '../shared/errors.js';
import { withinTime } from '../shared/within-time.js';
import { createGroupCommit } from './group-commit.js';
import type { InTransaction, Transaction } from './transaction.js';
import { makeWrites } from './write.js';

export interface Database {
  readonly db: Db;
  readonly inTransaction: InTransaction;
  /** For small changes that many make at the same time: they share transactions. */
  readonly inGroupCommit: InTransaction;
  /** Round trip to the server; rejects when it is away for 2 s. */
  readonly ping: () => Promise<void>;
  /** What the server's clock shows. */
  readonly serverTime: () => Promise<Date>;
  readonly close: () => Promise<void>;
}

const ignoreUndefined = true;
const maxConnections = 100;
/**
 * Each holds a connection while the server lets it wait for another one, which needs a further
 * connection to go on: so few that enough are left, for plain reads and writes, too.
 */
const maxTransactions = 16;
const pingTimeoutMs = 2_000;
/** The driver waits for ever to say goodbye on a socket that is just being closed by the server. */
const closeTimeoutMs = 5_000;

export class TransactionsUnsupportedError extends OperationalError {
  constructor() {
    super(
      'This MongoDB server has no transactions, because it is not a replica set. ' +
        'Start it with --replSet rs0 and run rs.initiate() once; one member is enough.',
    );
  }
}

/**
 * Connects to the database named in `uri`. Whenever the server is away for `timeoutMs`, what is asked
 * of it fails.
 * @throws TransactionsUnsupportedError on a server that is neither a replica set nor a router.
 */
export async function connectDatabase(uri: string, timeoutMs = 5_000): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'crewchief',
    maxPoolSize: maxConnections,
    // More often than a request waits, so that one finds a server that has come back.
    heartbeatFrequencyMS: 2_000,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: 60_000,
    waitQueueTimeoutMS: 10_000,
    writeConcern: { w: 'majority' },
    ignoreUndefined,
  });
  try {
    await client.connect();
    const hello = await client.db().command({ hello: 1 });
    if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
      throw new TransactionsUnsupportedError();
    }
  } catch (error) {
    await client.close();
    throw error;
  }
  const db = client.db();
  const inTurn = concurrencyLimit(maxTransactions);
  const inTransaction: InTransaction = (work) => inTurn(() => runInTransaction(client, db, work));
  return {
    db,
    inTransaction,
    inGroupCommit: createGroupCommit(inTransaction),
    ping: async () => {
      await db.command({ ping: 1 }, { timeoutMS: pingTimeoutMs });
    },
    serverTime: async () => (await db.command({ hello: 1 }))['localTime'] as Date,
    close: () => withinTime(client.close(), closeTimeoutMs, 'The driver did not close'),
  };
}

async function runInTransaction<T>(
  client: MongoClient,
  db: Db,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let callbacks: (() => void)[] = [];
  const result = await client.withSession((session: ClientSession) =>
    session.withTransaction(() => {
      callbacks = [];
      return work({
        session,
        write: (writes) =>
          makeWrites(writes, (command) => db.command(command, { session, ignoreUndefined })),
        afterCommit: (callback) => callbacks.push(callback),
      });
    }),
  );
  for (const callback of callbacks) callback();
  return result;
}
