import { MongoNetworkError } from 'mongodb';
import { createGroupCommit } from '../../src/storage/group-commit.js';
import {
  connectDatabase,
  type Database,
  type InTransaction,
  type Transaction,
  writeOf,
} from '../../src/storage/index.js';
import { startTestMongo, type TestMongo } from '../support/mongo.js';
import { type CuttingProxy, type Lost, startCuttingProxy } from './cutting-proxy.js';

interface Account {
  readonly _id: string;
  readonly version: number;
  readonly owner: string;
}

let mongo: TestMongo;
let proxy: CuttingProxy;
let database: Database;
beforeAll(async () => {
  mongo = await startTestMongo();
  proxy = await startCuttingProxy(mongo.uri);
  database = await connectDatabase(proxy.uri);
});
afterAll(async () => {
  await database.close();
  await proxy.close();
  await mongo.close();
});
beforeEach(async () => {
  await accounts().deleteMany({});
  await log().deleteMany({});
  await journal().deleteMany({});
  await accounts().insertMany(names.map((name) => ({ _id: name, version: 1, owner: '' })));
});

const names = Array.from({ length: 30 }, (_, index) => `account ${index}`);

function accounts() {
  return database.db.collection<Account>('accounts');
}

function log() {
  return database.db.collection<{ _id: string; account: string }>('log');
}

function journal() {
  return database.db.collection<{ entries: { account: string }[] }>('journal');
}

class StaleError extends Error {}
class KnownError extends Error {}

interface Change {
  readonly account: string;
  readonly entry: string;
  readonly version?: number;
  readonly owner?: string;
}

/** Two writes that belong together: the account's new version, and the log's entry about it. */
async function record(
  { account, entry, version = 1, owner = entry }: Change,
  transaction: Transaction,
): Promise<string> {
  await transaction.write([
    writeOf(
      accounts(),
      {
        updateOne: {
          filter: { _id: account, version },
          update: { $set: { version: version + 1, owner } },
        },
      },
      () => new StaleError(account),
    ),
  ]);
  await transaction.write([
    writeOf(
      log(),
      { insertOne: { document: { _id: entry, account } } },
      () => new KnownError(entry),
    ),
  ]);
  return entry;
}

function change(wanted: Change): Promise<string> {
  return database.inGroupCommit((transaction) => record(wanted, transaction));
}

async function changedAccounts(): Promise<readonly string[]> {
  const changed = await accounts().find({ version: 2 }).toArray();
  return changed.map(({ _id }) => _id).toSorted();
}

async function loggedAccounts(): Promise<readonly string[]> {
  const entries = await log().find().toArray();
  return entries.map(({ account }) => account).toSorted();
}

describe('a group commit', () => {
  test('keeps all changes made at the same time, in fewer transactions', async () => {
    let transactions = 0;
    const inTransaction: InTransaction = (work) => {
      transactions += 1;
      return database.inTransaction(work);
    };
    const inGroupCommit = createGroupCommit(inTransaction);
    const results = await Promise.all(
      names.map((account) =>
        inGroupCommit((transaction) => record({ account, entry: `log ${account}` }, transaction)),
      ),
    );
    expect(results).toEqual(names.map((account) => `log ${account}`));
    expect(await changedAccounts()).toEqual(names.toSorted());
    expect(await loggedAccounts()).toEqual(names.toSorted());
    expect(transactions).toBeLessThan(names.length / 2);
  });

  test('fails only the changes that cannot be kept, each with its own error and no trace', async () => {
    await log().insertOne({ _id: 'taken', account: 'before' });
    const refused: Readonly<Record<number, Partial<Change>>> = {
      3: { version: 7 },
      11: { entry: 'taken' },
      12: { entry: 'taken' },
    };
    const outcomes = await Promise.allSettled(
      names.map((account, index) =>
        index === 20
          ? database.inGroupCommit(async (transaction) => {
              await record({ account, entry: account }, transaction);
              throw new RangeError('changed its mind');
            })
          : change({ account, entry: account, ...refused[index] }),
      ),
    );
    const failures = outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected' ? [[index, (outcome.reason as Error).constructor]] : [],
    );
    expect(failures).toEqual([
      [3, StaleError],
      [11, KnownError],
      [12, KnownError],
      [20, RangeError],
    ]);
    const kept = names.filter((_, index) => ![3, 11, 12, 20].includes(index)).toSorted();
    expect(await changedAccounts()).toEqual(kept);
    expect(await loggedAccounts()).toEqual(['before', ...kept].toSorted());
  });

  test('fails alone a change that the server does not understand', async () => {
    const outcomes = await Promise.allSettled([
      change({ account: 'account 1', entry: 'first' }),
      database.inGroupCommit((transaction) =>
        transaction.write([
          writeOf(
            accounts(),
            {
              updateOne: { filter: { _id: 'account 2' }, update: { $inc: { owner: 1 } as never } },
            },
            () => new StaleError(),
          ),
        ]),
      ),
      change({ account: 'account 3', entry: 'third' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 14 } });
    expect(await changedAccounts()).toEqual(['account 1', 'account 3']);
  });

  test('keeps the first of several changes decided on the same version', async () => {
    const outcomes = await Promise.allSettled(
      ['first', 'second', 'third'].map((entry) => change({ account: 'account 5', entry })),
    );
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: expect.any(StaleError) },
      { status: 'rejected', reason: expect.any(StaleError) },
    ]);
    expect(await accounts().findOne({ _id: 'account 5' })).toMatchObject({ owner: 'first' });
  });

  test('puts the entries of all changes that are kept into few documents, in their order', async () => {
    const outcomes = await Promise.allSettled(
      names.map((account, index) =>
        database.inGroupCommit(async (transaction) => {
          const version = index === 7 ? 9 : 1;
          await record({ account, entry: account, version }, transaction);
          await transaction.write([
            writeOf(journal(), { insertEntry: { entry: { account } } }, () => new Error(account)),
          ]);
        }),
      ),
    );
    expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual(
      [7],
    );
    const written = await journal().find().sort({ _id: 1 }).toArray();
    expect(written.length).toBeLessThan(names.length / 2);
    expect(written.flatMap(({ entries }) => entries)).toEqual(
      names.filter((_, index) => index !== 7).map((account) => ({ account })),
    );
  });

  test('keeps changes of the same document in their order', async () => {
    const changes = [1, 2, 3, 4].map((version) =>
      change({ account: 'account 5', version, entry: `version ${version}` }),
    );
    await Promise.all(changes);
    expect(await accounts().findOne({ _id: 'account 5' })).toMatchObject({
      version: 5,
      owner: 'version 4',
    });
  });

  test('runs callbacks once when the changes are kept, and not for those that are refused', async () => {
    const runs: string[] = [];
    const wake = () => void runs.push('wake');
    const kept = names.slice(0, 10).map((account) =>
      database.inGroupCommit(async (transaction) => {
        transaction.afterCommit(wake);
        transaction.afterCommit(() => void runs.push(account));
        return record({ account, entry: account }, transaction);
      }),
    );
    await Promise.all(kept);
    expect(runs.toSorted()).toEqual([...names.slice(0, 10), 'wake'].toSorted());

    runs.length = 0;
    const refused = database.inGroupCommit((transaction) => {
      transaction.afterCommit(wake);
      return record({ account: 'account 0', entry: 'late' }, transaction);
    });
    await expect(refused).rejects.toThrow(StaleError);
    expect(runs).toEqual([]);
  });

  test('runs work that reads in a transaction of its own, with what it wrote before', async () => {
    const counted = await database.inGroupCommit(async (transaction) => {
      await record({ account: 'account 1', entry: 'one' }, transaction);
      return accounts().countDocuments({ version: 2 }, { session: transaction.session });
    });
    expect(counted).toBe(1);
    expect(await loggedAccounts()).toEqual(['account 1']);
  });

  test('tries changes no further when the server is away', async () => {
    let transactions = 0;
    const inGroupCommit = createGroupCommit(() => {
      transactions += 1;
      throw new MongoNetworkError('away');
    });
    const outcomes = await Promise.allSettled(
      names.map((account) =>
        inGroupCommit((transaction) => record({ account, entry: account }, transaction)),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => 'rejected'));
    expect(transactions).toBe(1);
  });

  test.each<[string, Lost]>([
    ['update', 'request'],
    ['insert', 'reply'],
    ['commitTransaction', 'request'],
    ['commitTransaction', 'reply'],
  ])(
    'keeps each change whole and once when the connection dies at the %s, with its %s',
    async (command, lost) => {
      let wakes = 0;
      const before = proxy.cuts();
      proxy.cutAt(command, lost);
      const outcomes = await Promise.allSettled(
        names.map((account) =>
          database.inGroupCommit((transaction) => {
            transaction.afterCommit(() => void (wakes += 1));
            return record({ account, entry: account }, transaction);
          }),
        ),
      );
      expect(proxy.cuts()).toBe(before + 1);
      expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => 'fulfilled'));
      expect(await changedAccounts()).toEqual(names.toSorted());
      expect(await loggedAccounts()).toEqual(names.toSorted());
      expect(wakes).toBe(names.length);
    },
  );
});
