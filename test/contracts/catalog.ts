import { Double } from 'mongodb';
import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { batch, fails, indexes, ok, scenario, three } from './scenario.js';

const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
const texts = { a: { $type: 'string' } };
const young = { at: { $gt: new Date(1000) } };
const find = (filter: object) => ({
  find: collection,
  filter,
  sort: { _id: 1 },
  projection: { _id: 1 },
});

/** Collections, databases, the server, and indexes that expire or hold for some documents. */
export const catalogCases: readonly ContractCase[] = [
  scenario(
    'the server is a primary',
    [],
    [ok({ hello: 1 }, { isWritablePrimary: true, maxBsonObjectSize: 16777216, ok: 1 })],
  ),
  scenario('a collection is listed', three, [
    ok(
      {
        listCollections: 1,
        filter: { name: collection },
        nameOnly: true,
        authorizedCollections: false,
        cursor: {},
      },
      batch([{ name: collection, type: 'collection' }]),
    ),
    ok({ listCollections: 1, filter: { name: 'nowhere' }, nameOnly: false, cursor: {} }, batch([])),
  ]),
  scenario('a collection is made anew', three, [
    ok({ drop: collection }, { ok: 1 }),
    ok({ create: collection }, { ok: 1 }),
    ok({ listIndexes: collection, cursor: {} }, batch([idIndex])),
  ]),
  scenario('a database is dropped', three, [
    ok({ dropDatabase: 1 }, { ok: 1 }),
    ok({ find: collection }, batch([])),
    ok({ dropDatabase: 1 }, { ok: 1 }),
  ]),
  scenario('a collection that is not there is dropped', [], [ok({ drop: 'nowhere' }, { ok: 1 })]),
  scenario(
    'a collection with a dollar in its name',
    [],
    [
      fails({ insert: 'a$b', documents: [{ _id: 1 }] }, 73, 'InvalidNamespace'),
      fails({ find: '' }, 73, 'InvalidNamespace'),
    ],
  ),
  scenario('the databases are listed', three, [
    ok({ listDatabases: 1, $db: 'admin' }, { ok: 1 }),
    ok({ listDatabases: 1, nameOnly: true, $db: 'admin' }, { ok: 1 }),
  ]),
  scenario(
    'a command for all databases in another',
    [],
    [fails({ listDatabases: 1 }, 13, 'Unauthorized')],
  ),
  scenario(
    'an index that expires is listed',
    [],
    [
      ok(indexes({ name: 'at_1', key: { at: 1 }, expireAfterSeconds: 3600 }), {
        numIndexesAfter: 2,
      }),
      ok(
        { listIndexes: collection, cursor: {} },
        batch([idIndex, { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 3600 }]),
      ),
    ],
  ),
  scenario(
    'an index that expires finds dates by order',
    [{ at: new Date('2999-01-02') }, { at: new Date('2999-01-01') }, { at: 'x' }, {}],
    [
      ok(find({ at: { $lt: new Date('2999-01-02') } }), batch([{ _id: 2 }])),
      ok({ ...find({}), sort: { at: -1 }, limit: 2 }, batch([{ _id: 1 }, { _id: 2 }])),
    ],
    { indexes: [{ name: 'at_1', key: { at: 1 }, expireAfterSeconds: 3600 }] },
  ),
  scenario(
    'an expiry of _id',
    [],
    [
      fails(
        indexes({ name: 'x', key: { _id: 1 }, expireAfterSeconds: 1 }),
        197,
        'InvalidIndexSpecificationOption',
      ),
    ],
  ),
  scenario(
    'a negative expiry',
    [],
    [fails(indexes({ name: 'x', key: { a: 1 }, expireAfterSeconds: -1 }), 67, 'CannotCreateIndex')],
  ),
  scenario(
    'an index for texts alone',
    [{ a: 'x' }, { a: 1 }, { a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 4, a: 'x' }] },
        {
          n: 0,
          writeErrors: [{ code: 11000 }],
        },
      ),
      ok({ insert: collection, documents: [{ _id: 5, a: 1 }] }, { n: 1 }),
      ok(find({ a: 'x' }), batch([{ _id: 1 }])),
      ok(find({ a: 1 }), batch([{ _id: 2 }, { _id: 3 }, { _id: 5 }])),
      ok(find({ a: { $type: 'string' } }), batch([{ _id: 1 }])),
    ],
    { indexes: [{ name: 'a_1', key: { a: 1 }, unique: true, partialFilterExpression: texts }] },
  ),
  ...[
    ['another type of number', 'int', [{ a: new Double(1) }, { a: 1 }], 1, [1, 2]] as const,
    ['a missing field', 'null', [{ a: null }, {}], null, [1, 2]] as const,
    ['an array', 'int', [{ a: [1] }, { a: [[1]] }], [1], [1, 2]] as const,
    ['a text in an array', 'string', [{ a: 'x' }, { a: ['x', 1] }], 'x', [1, 2]] as const,
  ].map(([name, type, documents, a, ids]) =>
    scenario(
      `an index for one type does not hide ${name}`,
      documents.map((document) => ({ ...document, b: 1 })),
      [ok(find({ a, b: 1 }), batch(ids.map((_id) => ({ _id }))))],
      {
        indexes: [{ name: 'b_1', key: { b: 1 }, partialFilterExpression: { a: { $type: type } } }],
      },
    ),
  ),
  scenario(
    'an index for later dates alone',
    [{ at: new Date(2000), a: 1 }, { at: new Date(500), a: 1 }, { a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 4, at: new Date(3000), a: 1 }] },
        {
          n: 0,
          writeErrors: [{ code: 11000 }],
        },
      ),
      ok(find({ a: 1 }), batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }])),
      ok(find({ a: 1, at: { $gt: new Date(1000) } }), batch([{ _id: 1 }])),
      ok(find({ a: 1, at: { $gt: new Date(100) } }), batch([{ _id: 1 }, { _id: 2 }])),
      ok(
        { update: collection, updates: [{ q: { _id: 2 }, u: { $set: { at: new Date(4000) } } }] },
        { writeErrors: [{ code: 11000 }] },
      ),
    ],
    { indexes: [{ name: 'a_1', key: { a: 1 }, unique: true, partialFilterExpression: young }] },
  ),
  scenario('concerns and limits are taken', three, [
    ok({ ping: 1, maxTimeMS: 60_000 }, { ok: 1 }),
    ok({ ...find({ a: 1 }), readConcern: { level: 'majority' } }, batch([{ _id: 1 }])),
    ok({ ...find({ a: 1 }), readConcern: { level: 'local' } }, batch([{ _id: 1 }])),
    ok(
      {
        insert: collection,
        documents: [{ _id: 4 }],
        writeConcern: { w: 1, wtimeout: 1000, j: true },
      },
      { n: 1 },
    ),
  ]),
  mayRefuse(
    refusal.argument,
    scenario('a limit of time and a comment', three, [
      ok({ ...find({ a: 1 }), maxTimeMS: 60_000, comment: 'why' }, batch([{ _id: 1 }])),
    ]),
  ),
  scenario(
    'a client that watches the server says for how long, and what it knows',
    [],
    [fails({ hello: 1, maxAwaitTimeMS: 5 }, 31368)],
  ),
];
