import { collection, type ContractCase, cursor, mayRefuse, refusal } from './case.js';
import { batch, by, fails, nextBatch, ok, scenario, three, unique } from './scenario.js';

const insertFour = { insert: collection, documents: [{ _id: 4, a: 4 }] };
const setOne = (a: number) => ({
  update: collection,
  updates: [{ q: { _id: 1 }, u: { $set: { a } } }],
});
const findOne = { find: collection, filter: { _id: 1 } };
const commit = ok({ commitTransaction: 1 }, { ok: 1 });
const abort = ok({ abortTransaction: 1 }, { ok: 1 });
const noTransaction = {
  error: {
    code: 251,
    codeName: 'NoSuchTransaction',
    errorLabels: ['TransientTransactionError'],
  },
};
const unchanged = ok(findOne, batch([{ _id: 1, a: 1 }]));

export const transactionCases: readonly ContractCase[] = [
  scenario('a commit shows what was written to everybody', three, [
    by('ada', ok(insertFour, { n: 1 })),
    by('ada', ok(setOne(9), { n: 1, nModified: 1 })),
    by('ada', ok({ delete: collection, deletes: [{ q: { _id: 3 }, limit: 1 }] }, { n: 1 })),
    ok(
      { find: collection, filter: { _id: { $in: [1, 3, 4] } } },
      batch([
        { _id: 1, a: 1 },
        { _id: 3, a: 3 },
      ]),
    ),
    by('ada', commit),
    ok(
      { find: collection, sort: { _id: 1 } },
      batch([
        { _id: 1, a: 9 },
        { _id: 2, a: 2 },
        { _id: 4, a: 4 },
      ]),
    ),
  ]),
  scenario('an abort leaves nothing', three, [
    by('ada', ok(insertFour, { n: 1 })),
    by('ada', ok(setOne(9), { n: 1 })),
    by('ada', abort),
    ok({ count: collection }, { n: 3 }),
    unchanged,
  ]),
  scenario('a transaction reads what it wrote', three, [
    by('ada', ok(insertFour, { n: 1 })),
    by('ada', ok(setOne(9), { n: 1 })),
    by('ada', ok({ delete: collection, deletes: [{ q: { _id: 2 }, limit: 0 }] }, { n: 1 })),
    by(
      'ada',
      ok(
        { find: collection, filter: { a: { $gt: 2 } }, sort: { a: 1 } },
        batch([
          { _id: 3, a: 3 },
          { _id: 4, a: 4 },
          { _id: 1, a: 9 },
        ]),
      ),
    ),
    by(
      'ada',
      ok(
        {
          aggregate: collection,
          pipeline: [{ $match: { a: { $gt: 3 } } }, { $group: { _id: null, n: { $sum: 1 } } }],
          cursor: {},
        },
        batch([{ _id: null, n: 2 }]),
      ),
    ),
    by('ada', commit),
  ]),
  scenario(
    'a transaction finds by an index what it wrote',
    three,
    [
      by('ada', ok(setOne(9), { n: 1 })),
      by('ada', ok({ find: collection, filter: { a: 9 } }, batch([{ _id: 1, a: 9 }]))),
      by('ada', ok({ find: collection, filter: { a: 1 } }, batch([]))),
      by('ada', commit),
    ],
    { indexes: [unique] },
  ),
  scenario('a transaction reads what was there when it began', three, [
    by('ada', ok(findOne, batch([{ _id: 1, a: 1 }]))),
    ok(setOne(5), { n: 1 }),
    ok(insertFour, { n: 1 }),
    by(
      'ada',
      ok(
        { find: collection, sort: { _id: 1 } },
        batch([
          { _id: 1, a: 1 },
          { _id: 2, a: 2 },
          { _id: 3, a: 3 },
        ]),
      ),
    ),
    by('ada', commit),
    ok(findOne, batch([{ _id: 1, a: 5 }])),
  ]),
  scenario('findAndModify in a transaction', three, [
    by(
      'ada',
      ok(
        {
          findAndModify: collection,
          query: { a: { $gte: 2 } },
          sort: { a: 1 },
          update: { $inc: { a: 10 } },
          new: true,
        },
        { value: { _id: 2, a: 12 } },
      ),
    ),
    by('ada', commit),
    ok(
      { find: collection, sort: { _id: 1 } },
      batch([
        { _id: 1, a: 1 },
        { _id: 2, a: 12 },
        { _id: 3, a: 3 },
      ]),
    ),
  ]),
  scenario(
    'an upsert in a transaction',
    [],
    [
      by(
        'ada',
        ok(
          {
            update: collection,
            updates: [{ q: { _id: 'x' }, u: { $inc: { n: 1 } }, upsert: true }],
          },
          { n: 1, upserted: [{ index: 0, _id: 'x' }] },
        ),
      ),
      by('ada', ok({ distinct: collection, key: 'n' }, { values: [1] })),
      by('ada', commit),
      ok({ find: collection }, batch([{ _id: 'x', n: 1 }])),
    ],
  ),
  scenario('a change by somebody else meanwhile is a write conflict', three, [
    by('ada', ok(findOne, batch([{ _id: 1, a: 1 }]))),
    ok(setOne(5), { n: 1 }),
    by('ada', {
      command: setOne(6),
      answer: {
        error: {
          code: 112,
          codeName: 'WriteConflict',
          errorLabels: ['TransientTransactionError'],
        },
      },
    }),
    by('ada', { command: { commitTransaction: 1 }, answer: noTransaction }),
    ok(findOne, batch([{ _id: 1, a: 5 }])),
  ]),
  scenario('an error ends the transaction', three, [
    by('ada', ok(setOne(9), { n: 1 })),
    by(
      'ada',
      ok(
        { insert: collection, documents: [{ _id: 2 }] },
        { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
      ),
    ),
    by('ada', { command: findOne, answer: noTransaction }),
    by('ada', { command: { commitTransaction: 1 }, answer: noTransaction }),
    unchanged,
  ]),
  scenario('a wrong command ends the transaction', three, [
    by('ada', ok(setOne(9), { n: 1 })),
    by('ada', fails({ find: collection, filter: { a: { $foo: 1 } } }, 2, 'BadValue')),
    by('ada', { command: { commitTransaction: 1 }, answer: noTransaction }),
    unchanged,
  ]),
  mayRefuse(
    refusal.argument,
    scenario(
      'a write from outside waits for the transaction, and gives up when its time is over',
      three,
      [
        by('ada', ok(setOne(9), { n: 1 })),
        fails({ ...setOne(5), maxTimeMS: 50 }, 50, 'MaxTimeMSExpired'),
        by('ada', commit),
        ok({ ...setOne(5), maxTimeMS: 60_000 }, { n: 1 }),
        ok(findOne, batch([{ _id: 1, a: 5 }])),
      ],
    ),
  ),
  scenario(
    'a unique key taken in a committed transaction',
    three,
    [
      by('ada', ok({ insert: collection, documents: [{ _id: 4, a: 7 }] }, { n: 1 })),
      by('ada', commit),
      ok({ insert: collection, documents: [{ _id: 5, a: 7 }] }, { writeErrors: [{ code: 11000 }] }),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a unique key freed in a transaction',
    three,
    [
      by('ada', ok(setOne(9), { n: 1 })),
      by('ada', ok({ insert: collection, documents: [{ _id: 4, a: 1 }] }, { n: 1 })),
      by('ada', commit),
      ok({ find: collection, filter: { a: 1 } }, batch([{ _id: 4, a: 1 }])),
    ],
    { indexes: [unique] },
  ),
  scenario('a client that leaves has done nothing', three, [
    by('ada', ok(setOne(9), { n: 1 })),
    by('ada', ok({ endSessions: [] }, { ok: 1 })),
    unchanged,
    ok(setOne(5), { n: 1 }),
  ]),
  scenario('one transaction after the other', three, [
    by('ada', ok(setOne(5), { n: 1 })),
    by('ada', commit),
    by('bob', ok(findOne, batch([{ _id: 1, a: 5 }]))),
    by('bob', ok(setOne(6), { n: 1 })),
    by('bob', commit),
    by('ada', ok(findOne, batch([{ _id: 1, a: 6 }]))),
    by('ada', abort),
  ]),
  scenario('count in a transaction', three, [
    by('ada', fails({ count: collection }, 263, 'OperationNotSupportedInTransaction')),
  ]),
  scenario('an index of a collection with documents in a transaction', three, [
    by(
      'ada',
      fails(
        { createIndexes: collection, indexes: [{ name: 'a_1', key: { a: 1 } }] },
        263,
        'OperationNotSupportedInTransaction',
      ),
    ),
  ]),
  scenario('an index of another collection is made beside a transaction', three, [
    by('ada', ok(insertFour, { n: 1 })),
    ok({ createIndexes: 'elsewhere', indexes: [unique] }, { ok: 1 }),
    by('ada', commit),
  ]),
  scenario('a transaction with a read concern and a write concern', three, [
    by('ada', ok({ ...findOne, readConcern: { level: 'snapshot' } }, batch([{ _id: 1, a: 1 }]))),
    by('ada', ok(setOne(2), { n: 1 })),
    by('ada', commit),
  ]),
  scenario('only the first command of a transaction has a read concern', three, [
    by('ada', unchanged),
    by('ada', fails({ ...findOne, readConcern: { level: 'snapshot' } }, 72, 'InvalidOptions')),
    by('ada', ok(setOne(2), { n: 1 })),
    by('ada', commit),
    ok(findOne, batch([{ _id: 1, a: 2 }])),
  ]),
  scenario('a read concern that transactions do not have', three, [
    by('ada', fails({ ...findOne, readConcern: { level: 'linearizable' } }, 72, 'InvalidOptions')),
  ]),
  scenario('a write concern inside a transaction', three, [
    by('ada', fails({ ...setOne(2), writeConcern: { w: 'majority' } }, 72, 'InvalidOptions')),
    unchanged,
  ]),
  scenario('a write concern on a later command of a transaction', three, [
    by('ada', unchanged),
    by('ada', fails({ ...setOne(2), writeConcern: { w: 1 } }, 72, 'InvalidOptions')),
    unchanged,
  ]),
  scenario('a command that says half of what makes a transaction', three, [
    fails({ ...findOne, autocommit: false }, 72, 'InvalidOptions'),
    fails({ ...findOne, startTransaction: true }, 72, 'InvalidOptions'),
  ]),
  scenario('getMore in a transaction', three, [
    by('ada', ok({ find: collection, sort: { a: 1 }, batchSize: 1 }, batch([{ _id: 1, a: 1 }]))),
    by('ada', ok({ getMore: cursor, collection, batchSize: 1 }, nextBatch([{ _id: 2, a: 2 }]))),
    by('ada', commit),
  ]),
  scenario('a transaction that only reads commits', three, [
    by('ada', unchanged),
    by('ada', commit),
    unchanged,
  ]),
];
