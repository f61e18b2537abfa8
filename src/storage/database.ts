import { type ClientSession, type Db, MongoClient, MongoServerError } from 'mongodb';
import type { InTransaction, Transaction } from './transaction.js';

export interface Database {
  readonly db: Db;
  readonly inTransaction: InTransaction;
  /** Round trip to the server; rejects when it is away. */
  readonly ping: () => Promise<void>;
  /** What the server's clock shows. */
  readonly serverTime: () => Promise<Date>;
  readonly close: () => Promise<void>;
}

const duplicateKeyCode = 11000;

export class TransactionsUnsupportedError extends Error {
  constructor() {
    super(
      'This MongoDB server has no transactions, because it is not a replica set. ' +
        'Start it with --replSet rs0 and run rs.initiate() once; one member is enough.',
    );
    this.name = 'TransactionsUnsupportedError';
  }
}

/** Whether `error` is MongoDB's refusal of a second document with the same unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === duplicateKeyCode;
}

/**
 * Connects to the database named in `uri`.
 * @throws TransactionsUnsupportedError on a server that is neither a replica set nor a router.
 */
export async function connectDatabase(uri: string): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'crewchief',
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 60_000,
    waitQueueTimeoutMS: 10_000,
    writeConcern: { w: 'majority' },
    ignoreUndefined: true,
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
  return {
    db,
    inTransaction: (work) => runInTransaction(client, work),
    ping: async () => {
      await db.command({ ping: 1 });
    },
    serverTime: async () => (await db.command({ hello: 1 }))['localTime'] as Date,
    close: () => client.close(),
  };
}

async function runInTransaction<T>(
  client: MongoClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let callbacks: (() => void)[] = [];
  const result = await client.withSession((session: ClientSession) =>
    session.withTransaction(() => {
      callbacks = [];
      return work({ session, afterCommit: (callback) => callbacks.push(callback) });
    }),
  );
  for (const callback of callbacks) callback();
  return result;
}
