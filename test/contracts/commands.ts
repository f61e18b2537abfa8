import { Long } from 'mongodb';
import { collection, type ContractCase, error, type Step } from './case.js';

function ok(command: Step['command'], reply: Record<string, unknown>): Step {
  return { command, answer: { reply } };
}

function fails(command: Step['command'], code: number, codeName?: string): Step {
  return { command, answer: error(code, codeName) };
}

function batch(documents: readonly unknown[]): Record<string, unknown> {
  return { cursor: { firstBatch: documents } };
}

function indexes(...specs: Record<string, unknown>[]) {
  return { createIndexes: collection, indexes: specs };
}

const unique = { name: 'a_1', key: { a: 1 }, unique: true };
const three = [{ a: 1 }, { a: 2 }, { a: 3 }];

function scenario(
  name: string,
  documents: ContractCase['documents'],
  steps: readonly Step[],
  options: Partial<ContractCase> = {},
): ContractCase {
  return { name, documents, steps, ...options };
}

export const writeCases: readonly ContractCase[] = [
  scenario(
    'an insert counts its documents',
    [],
    [ok({ insert: collection, documents: [{ _id: 1 }, { _id: 2 }] }, { n: 2, ok: 1 })],
  ),
  scenario(
    'a second document with an _id',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 1 }] },
        {
          n: 0,
          writeErrors: [{ index: 0, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } }],
        },
      ),
    ],
  ),
  scenario(
    'an ordered insert stops at an error',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 2 }, { _id: 1 }, { _id: 3 }] },
        { n: 1, writeErrors: [{ index: 1, code: 11000 }] },
      ),
      ok({ count: collection }, { n: 2 }),
    ],
  ),
  scenario(
    'an unordered insert goes on after an error',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 2 }, { _id: 1 }, { _id: 3 }], ordered: false },
        { n: 2, writeErrors: [{ index: 1, code: 11000 }] },
      ),
      ok({ count: collection }, { n: 3 }),
    ],
  ),
  scenario(
    'an array as _id',
    [],
    [ok({ insert: collection, documents: [{ _id: [1] }] }, { n: 0, writeErrors: [{ code: 53 }] })],
  ),
  scenario(
    'null as _id',
    [],
    [
      ok({ insert: collection, documents: [{ _id: null, a: 1 }] }, { n: 1 }),
      ok({ find: collection }, batch([{ _id: null, a: 1 }])),
    ],
  ),
  scenario(
    'an _id of another numeric type is the same',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: Long.fromNumber(1) }] },
        { n: 0, writeErrors: [{ code: 11000 }] },
      ),
    ],
  ),
  scenario(
    '_id comes first however it was sent',
    [],
    [
      ok({ insert: collection, documents: [{ a: 1, _id: 5 }] }, { n: 1 }),
      ok({ find: collection }, batch([{ _id: 5, a: 1 }])),
    ],
  ),
  scenario('no documents', [], [fails({ insert: collection, documents: [] }, 16)]),
  scenario('an update that changes nothing', three, [
    ok(
      { update: collection, updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } } }] },
      { n: 1, nModified: 0 },
    ),
  ]),
  scenario('an update of many', three, [
    ok(
      {
        update: collection,
        updates: [{ q: { a: { $gt: 1 } }, u: { $inc: { a: 10 } }, multi: true }],
      },
      { n: 2, nModified: 2 },
    ),
    ok(
      { find: collection },
      batch([
        { _id: 1, a: 1 },
        { _id: 2, a: 12 },
        { _id: 3, a: 13 },
      ]),
    ),
  ]),
  scenario('an update of nothing', three, [
    ok(
      { update: collection, updates: [{ q: { a: 9 }, u: { $set: { b: 1 } } }] },
      { n: 0, nModified: 0 },
    ),
  ]),
  scenario('several updates in a command', three, [
    ok(
      {
        update: collection,
        updates: [
          { q: { _id: 1 }, u: { $set: { a: 5 } } },
          { q: { _id: 2 }, u: { a: 6 } },
        ],
      },
      { n: 2, nModified: 2 },
    ),
  ]),
  scenario(
    'an upsert takes the fields of its filter',
    [],
    [
      ok(
        {
          update: collection,
          updates: [
            {
              q: { _id: 7, a: 1, b: { $eq: 2 }, c: { $gt: 3 } },
              u: { $set: { d: 4 } },
              upsert: true,
            },
          ],
        },
        { n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] },
      ),
      ok({ find: collection }, batch([{ _id: 7, a: 1, b: 2, d: 4 }])),
    ],
  ),
  scenario(
    'an upsert with $setOnInsert',
    [],
    [
      ok(
        {
          update: collection,
          updates: [{ q: { _id: 1 }, u: { $set: { a: 1 }, $setOnInsert: { b: 2 } }, upsert: true }],
        },
        { n: 1 },
      ),
      ok(
        {
          update: collection,
          updates: [{ q: { _id: 1 }, u: { $set: { a: 5 }, $setOnInsert: { b: 9 } }, upsert: true }],
        },
        { n: 1, nModified: 1 },
      ),
      ok({ find: collection }, batch([{ _id: 1, a: 5, b: 2 }])),
    ],
  ),
  scenario(
    'an upsert of a replacement',
    [],
    [
      ok(
        { update: collection, updates: [{ q: { _id: 3, x: 1 }, u: { a: 1 }, upsert: true }] },
        { upserted: [{ index: 0, _id: 3 }] },
      ),
      ok({ find: collection }, batch([{ _id: 3, a: 1 }])),
    ],
  ),
  scenario(
    'an upsert with a dotted filter',
    [],
    [
      ok(
        {
          update: collection,
          updates: [{ q: { _id: 1, 'a.b': 2 }, u: { $set: { c: 1 } }, upsert: true }],
        },
        { n: 1 },
      ),
      ok({ find: collection }, batch([{ _id: 1, a: { b: 2 }, c: 1 }])),
    ],
  ),
  scenario(
    'an upsert with $and and $in of one',
    [],
    [
      ok(
        {
          update: collection,
          updates: [
            { q: { $and: [{ _id: 1 }, { a: { $in: [2] } }] }, u: { $set: { c: 1 } }, upsert: true },
          ],
        },
        { n: 1 },
      ),
      ok({ find: collection }, batch([{ _id: 1, a: 2, c: 1 }])),
    ],
  ),
  scenario(
    'an upsert with a field twice',
    [],
    [
      ok(
        {
          update: collection,
          updates: [{ q: { $and: [{ a: 1 }, { a: 2 }] }, u: { $set: { c: 1 } }, upsert: true }],
        },
        { n: 0, writeErrors: [{ code: 54 }] },
      ),
    ],
  ),
  scenario('a delete of one', three, [
    ok({ delete: collection, deletes: [{ q: { a: { $gt: 1 } }, limit: 1 }] }, { n: 1 }),
    ok({ count: collection }, { n: 2 }),
  ]),
  scenario('a delete of many', three, [
    ok({ delete: collection, deletes: [{ q: { a: { $gt: 1 } }, limit: 0 }] }, { n: 2 }),
  ]),
  scenario('a delete with another limit', three, [
    ok({ delete: collection, deletes: [{ q: {}, limit: 2 }] }, { writeErrors: [{ code: 9 }] }),
  ]),
  scenario('findAndModify gives the document before', three, [
    ok(
      { findAndModify: collection, query: { _id: 1 }, update: { $inc: { a: 1 } } },
      { value: { _id: 1, a: 1 }, lastErrorObject: { n: 1, updatedExisting: true } },
    ),
  ]),
  scenario('findAndModify gives the document after', three, [
    ok(
      { findAndModify: collection, query: { _id: 1 }, update: { $inc: { a: 1 } }, new: true },
      { value: { _id: 1, a: 2 } },
    ),
  ]),
  scenario('findAndModify takes the first in order', three, [
    ok(
      {
        findAndModify: collection,
        query: {},
        sort: { a: -1 },
        update: { $set: { b: 1 } },
        new: true,
      },
      { value: { _id: 3, a: 3, b: 1 } },
    ),
  ]),
  scenario('findAndModify finds nothing', three, [
    ok(
      { findAndModify: collection, query: { _id: 9 }, update: { $set: { b: 1 } } },
      { value: null, lastErrorObject: { n: 0, updatedExisting: false } },
    ),
  ]),
  scenario(
    'findAndModify inserts',
    [],
    [
      ok(
        {
          findAndModify: collection,
          query: { _id: 9 },
          update: { $set: { b: 1 } },
          upsert: true,
          new: true,
        },
        { value: { _id: 9, b: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 } },
      ),
    ],
  ),
  scenario(
    'findAndModify inserts and had nothing before',
    [],
    [
      ok(
        { findAndModify: collection, query: { _id: 9 }, update: { $set: { b: 1 } }, upsert: true },
        { value: null, lastErrorObject: { upserted: 9 } },
      ),
    ],
  ),
  scenario('findAndModify removes', three, [
    ok(
      { findAndModify: collection, query: { _id: 2 }, remove: true },
      { value: { _id: 2, a: 2 }, lastErrorObject: { n: 1 } },
    ),
    ok({ count: collection }, { n: 2 }),
  ]),
  scenario('findAndModify with fields', three, [
    ok(
      {
        findAndModify: collection,
        query: { _id: 2 },
        update: { $set: { b: 1 } },
        fields: { b: 1 },
        new: true,
      },
      { value: { _id: 2, b: 1 } },
    ),
  ]),
  scenario('findAndModify with remove and update', three, [
    fails({ findAndModify: collection, query: {}, remove: true, update: { a: 1 } }, 9),
  ]),
  scenario('findAndModify with neither', three, [
    fails({ findAndModify: collection, query: {} }, 9),
  ]),
  scenario(
    'a write concern is taken',
    [],
    [
      ok(
        { insert: collection, documents: [{ _id: 1 }], writeConcern: { w: 'majority', j: true } },
        { n: 1 },
      ),
    ],
  ),
];

export const readCases: readonly ContractCase[] = [
  scenario(
    'natural order is the order of insertion',
    [{ _id: 'b' }, { _id: 'a' }],
    [ok({ find: collection }, batch([{ _id: 'b' }, { _id: 'a' }]))],
  ),
  scenario('skip and limit', three, [
    ok({ find: collection, sort: { a: 1 }, skip: 1, limit: 1 }, batch([{ _id: 2, a: 2 }])),
  ]),
  scenario('limit 0 is no limit', three, [
    ok(
      { find: collection, limit: 0, projection: { _id: 1 } },
      batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
    ),
  ]),
  scenario('a negative skip', three, [fails({ find: collection, skip: -1 }, 51024)]),
  scenario('a collection that is not there is empty', [], [ok({ find: 'nowhere' }, batch([]))]),
  scenario(
    'sort by two fields',
    [
      { a: 1, b: 2 },
      { a: 1, b: 1 },
      { a: 0, b: 0 },
    ],
    [
      ok(
        { find: collection, sort: { a: 1, b: 1 }, projection: { _id: 1 } },
        batch([{ _id: 3 }, { _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'sort by a nested field',
    [{ a: { b: 2 } }, { a: { b: 1 } }, {}],
    [
      ok(
        { find: collection, sort: { 'a.b': 1 }, projection: { _id: 1 } },
        batch([{ _id: 3 }, { _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'null sorts before numbers',
    [{ a: 1 }, { a: null }],
    [
      ok(
        { find: collection, sort: { a: 1 }, projection: { _id: 1 } },
        batch([{ _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'numbers of all types sort by value',
    [{ a: 2.5 }, { a: Long.fromNumber(2) }, { a: 3 }],
    [
      ok(
        { find: collection, sort: { a: 1 }, projection: { _id: 1 } },
        batch([{ _id: 2 }, { _id: 1 }, { _id: 3 }]),
      ),
    ],
  ),
  scenario(
    'sort by two arrays',
    [{ a: [1], b: [1] }],
    [fails({ find: collection, sort: { a: 1, b: 1 } }, 2)],
  ),
  scenario(
    'sort by two paths through an array',
    [{ a: [{ b: 1, c: 1 }] }],
    [
      ok(
        { find: collection, sort: { 'a.b': 1, 'a.c': 1 }, projection: { _id: 1 } },
        batch([{ _id: 1 }]),
      ),
    ],
    { mayRefuse: true },
  ),
  scenario('a wrong direction', three, [fails({ find: collection, sort: { a: 2 } }, 15975)]),
  scenario(
    'projection that keeps',
    [{ a: 1, b: 2 }],
    [ok({ find: collection, projection: { a: 1 } }, batch([{ _id: 1, a: 1 }]))],
  ),
  scenario(
    'projection that leaves out',
    [{ a: 1, b: 2 }],
    [ok({ find: collection, projection: { a: 0 } }, batch([{ _id: 1, b: 2 }]))],
  ),
  scenario(
    'projection without _id',
    [{ a: 1, b: 2 }],
    [
      ok({ find: collection, projection: { _id: 0, a: 1 } }, batch([{ a: 1 }])),
      ok({ find: collection, projection: { _id: 0 } }, batch([{ a: 1, b: 2 }])),
    ],
  ),
  scenario(
    'projection of a nested field',
    [{ a: { b: 1, c: 2 }, d: 3 }],
    [
      ok({ find: collection, projection: { 'a.b': 1 } }, batch([{ _id: 1, a: { b: 1 } }])),
      ok({ find: collection, projection: { 'a.b': 0 } }, batch([{ _id: 1, a: { c: 2 }, d: 3 }])),
      ok({ find: collection, projection: { a: { b: 1 } } }, batch([{ _id: 1, a: { b: 1 } }])),
    ],
  ),
  scenario(
    'projection keeps the order of the document',
    [{ a: 1, b: 2 }],
    [ok({ find: collection, projection: { b: 1, a: 1 } }, batch([{ _id: 1, a: 1, b: 2 }]))],
  ),
  scenario(
    'projection that mixes',
    [{ a: 1 }],
    [
      fails({ find: collection, projection: { a: 1, b: 0 } }, 31254),
      fails({ find: collection, projection: { a: 0, b: 1 } }, 31253),
    ],
  ),
  scenario(
    'projection with colliding paths',
    [{ a: 1 }],
    [fails({ find: collection, projection: { a: 1, 'a.b': 1 } }, 31249)],
  ),
  scenario(
    'projection with $slice',
    [{ a: [1, 2] }],
    [ok({ find: collection, projection: { a: { $slice: 1 } } }, batch([{ _id: 1, a: [1] }]))],
    { mayRefuse: true },
  ),
  scenario(
    'projection with $elemMatch',
    [{ a: [1, 2] }],
    [
      ok(
        { find: collection, projection: { a: { $elemMatch: { $gt: 1 } } } },
        batch([{ _id: 1, a: [2] }]),
      ),
    ],
    { mayRefuse: true },
  ),
  scenario('count', three, [
    ok({ count: collection }, { n: 3 }),
    ok({ count: collection, query: { a: { $gt: 1 } } }, { n: 2 }),
    ok({ count: collection, limit: 2 }, { n: 2 }),
    ok({ count: collection, skip: 2 }, { n: 1 }),
  ]),
  scenario(
    'distinct',
    [{ a: 2 }, { a: [1, 2] }, { a: null }, {}, { a: 'x' }],
    [
      ok({ distinct: collection, key: 'a' }, { values: [null, 1, 2, 'x'] }),
      ok({ distinct: collection, key: 'a', query: { a: { $gt: 1 } } }, { values: [1, 2] }),
    ],
  ),
  scenario(
    'distinct of a nested field',
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [ok({ distinct: collection, key: 'a.b' }, { values: [1, 2] })],
  ),
  scenario('a cursor that is not there', three, [
    fails({ getMore: Long.fromNumber(123456), collection: 'x' }, 43, 'CursorNotFound'),
  ]),
  scenario('a single batch ends the cursor', three, [
    ok(
      { find: collection, batchSize: 2, singleBatch: true, projection: { _id: 1 } },
      batch([{ _id: 1 }, { _id: 2 }]),
    ),
  ]),
  scenario(
    'a collation',
    three,
    [ok({ find: collection, collation: { locale: 'de' }, limit: 1 }, batch([{ _id: 1, a: 1 }]))],
    { mayRefuse: true },
  ),
  scenario(
    'a hint',
    three,
    [ok({ find: collection, hint: { _id: 1 }, limit: 1 }, batch([{ _id: 1, a: 1 }]))],
    { mayRefuse: true },
  ),
  scenario('an argument that nobody knows', three, [fails({ find: collection, foo: 1 }, 40415)]),
  scenario('a command that nobody knows', three, [fails({ foo: 1 }, 59, 'CommandNotFound')]),
  scenario(
    'a change stream',
    [],
    [ok({ aggregate: collection, pipeline: [{ $changeStream: {} }], cursor: {} }, batch([]))],
    { mayRefuse: true },
  ),
  scenario('ping and buildInfo', [], [ok({ ping: 1 }, { ok: 1 }), ok({ buildInfo: 1 }, { ok: 1 })]),
];

export const indexCases: readonly ContractCase[] = [
  scenario(
    'a partial index over what is missing',
    [],
    [
      fails(
        indexes({ name: 'x', key: { a: 1 }, partialFilterExpression: { a: { $exists: false } } }),
        67,
        'CannotCreateIndex',
      ),
    ],
  ),
  scenario(
    'a partial index with $ne',
    [],
    [
      fails(
        indexes({ name: 'x', key: { a: 1 }, partialFilterExpression: { a: { $ne: 1 } } }),
        67,
        'CannotCreateIndex',
      ),
    ],
  ),
  scenario(
    'two paths through one array',
    [],
    [ok({ insert: collection, documents: [{ _id: 1, a: [{ b: 1, c: 2 }] }] }, { n: 1 })],
    { indexes: [{ name: 'bc', key: { 'a.b': 1, 'a.c': 1 } }], mayRefuse: true },
  ),
  scenario(
    'unique and plain indexes on one key',
    [],
    [
      ok(indexes({ name: 'x', key: { a: 1 } }, { name: 'y', key: { a: 1 }, unique: true }), {
        numIndexesAfter: 3,
      }),
    ],
  ),
  scenario(
    'a new index is listed',
    [],
    [
      ok(indexes({ name: 'a_1', key: { a: 1 } }), { numIndexesBefore: 1, numIndexesAfter: 2 }),
      ok(
        { listIndexes: collection },
        batch([
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a_1' },
        ]),
      ),
    ],
  ),
  scenario(
    'an index again changes nothing',
    [],
    [
      ok(indexes(unique), { numIndexesAfter: 2 }),
      ok(indexes(unique), {
        numIndexesBefore: 2,
        numIndexesAfter: 2,
        note: 'all indexes already exist',
      }),
    ],
  ),
  scenario(
    'options of an index are listed',
    [],
    [
      ok(
        indexes({
          name: 'x',
          key: { a: -1 },
          unique: true,
          partialFilterExpression: { b: { $exists: true } },
        }),
        { numIndexesAfter: 2 },
      ),
      ok(indexes({ name: 't', key: { at: 1 }, expireAfterSeconds: 60 }), { numIndexesAfter: 3 }),
    ],
  ),
  scenario(
    'the same name for another key',
    [],
    [
      ok(indexes({ name: 'x', key: { a: 1 } }), { ok: 1 }),
      fails(indexes({ name: 'x', key: { b: 1 } }), 86, 'IndexKeySpecsConflict'),
    ],
  ),
  scenario(
    'the same key under another name',
    [],
    [
      ok(indexes({ name: 'x', key: { a: 1 } }), { ok: 1 }),
      fails(indexes({ name: 'y', key: { a: 1 } }), 85, 'IndexOptionsConflict'),
    ],
  ),
  scenario(
    'the same key with other options',
    [],
    [
      ok(indexes({ name: 'x', key: { a: 1 } }), { ok: 1 }),
      fails(indexes({ name: 'x', key: { a: 1 }, unique: true }), 86, 'IndexKeySpecsConflict'),
    ],
  ),
  scenario(
    'another expiry for the same key',
    [],
    [
      ok(indexes({ name: 'x', key: { a: 1 }, expireAfterSeconds: 1 }), { ok: 1 }),
      fails(
        indexes({ name: 'x', key: { a: 1 }, expireAfterSeconds: 2 }),
        85,
        'IndexOptionsConflict',
      ),
    ],
  ),
  scenario(
    'a unique index on what is not unique',
    [{ a: 1 }, { a: 1 }],
    [
      fails(indexes(unique), 11000, 'DuplicateKey'),
      ok({ listIndexes: collection }, batch([{ v: 2, key: { _id: 1 }, name: '_id_' }])),
    ],
  ),
  scenario(
    'a unique index refuses inserts',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, documents: [{ _id: 2, a: 1 }] },
        {
          n: 0,
          writeErrors: [{ index: 0, code: 11000, keyPattern: { a: 1 }, keyValue: { a: 1 } }],
        },
      ),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a unique index refuses updates',
    three,
    [
      ok(
        { update: collection, updates: [{ q: { _id: 1 }, u: { $set: { a: 2 } } }] },
        { n: 0, writeErrors: [{ code: 11000 }] },
      ),
      fails(
        { findAndModify: collection, query: { _id: 1 }, update: { $set: { a: 3 } } },
        11000,
        'DuplicateKey',
      ),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a unique index takes one document without the field',
    [{}],
    [
      ok(
        { insert: collection, documents: [{ _id: 2 }] },
        { writeErrors: [{ code: 11000, keyValue: { a: null } }] },
      ),
      ok(
        { insert: collection, documents: [{ _id: 3, a: null }] },
        { writeErrors: [{ code: 11000 }] },
      ),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a unique index compares elements of arrays',
    [{ a: [1, 2] }],
    [
      ok({ insert: collection, documents: [{ _id: 2, a: 2 }] }, { writeErrors: [{ code: 11000 }] }),
      ok({ insert: collection, documents: [{ _id: 3, a: [3, 3] }] }, { n: 1 }),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a unique index frees what was deleted',
    [{ a: 1 }],
    [
      ok({ delete: collection, deletes: [{ q: {}, limit: 0 }] }, { n: 1 }),
      ok({ insert: collection, documents: [{ _id: 2, a: 1 }] }, { n: 1 }),
    ],
    { indexes: [unique] },
  ),
  scenario(
    'a compound unique index',
    [{ a: 1, b: 1 }],
    [
      ok({ insert: collection, documents: [{ _id: 2, a: 1, b: 2 }] }, { n: 1 }),
      ok(
        { insert: collection, documents: [{ _id: 3, a: 1, b: 1 }] },
        { writeErrors: [{ code: 11000, keyPattern: { a: 1, b: -1 }, keyValue: { a: 1, b: 1 } }] },
      ),
    ],
    { indexes: [{ name: 'ab', key: { a: 1, b: -1 }, unique: true }] },
  ),
  scenario(
    'a sparse unique index leaves out missing fields',
    [{}],
    [
      ok({ insert: collection, documents: [{ _id: 2 }] }, { n: 1 }),
      ok({ insert: collection, documents: [{ _id: 3, a: null }] }, { n: 1 }),
      ok(
        { insert: collection, documents: [{ _id: 4, a: null }] },
        { writeErrors: [{ code: 11000 }] },
      ),
      ok(
        { find: collection, filter: { a: null }, projection: { _id: 1 }, sort: { _id: 1 } },
        batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
      ),
    ],
    { indexes: [{ ...unique, sparse: true }] },
  ),
  scenario(
    'a partial unique index holds for its documents',
    [{ a: 1, type: 'x' }],
    [
      ok({ insert: collection, documents: [{ _id: 2, a: 1, type: 'y' }] }, { n: 1 }),
      ok(
        { insert: collection, documents: [{ _id: 3, a: 1, type: 'x' }] },
        { writeErrors: [{ code: 11000 }] },
      ),
      ok(
        { update: collection, updates: [{ q: { _id: 2 }, u: { $set: { type: 'x' } } }] },
        { writeErrors: [{ code: 11000 }] },
      ),
      ok(
        { find: collection, filter: { a: 1 }, projection: { _id: 1 }, sort: { _id: 1 } },
        batch([{ _id: 1 }, { _id: 2 }]),
      ),
    ],
    { indexes: [{ ...unique, partialFilterExpression: { type: 'x' } }] },
  ),
  scenario(
    'two arrays under one index',
    [],
    [
      ok(
        { insert: collection, documents: [{ _id: 1, a: [1], b: [1] }] },
        { n: 0, writeErrors: [{ code: 171 }] },
      ),
      ok({ count: collection }, { n: 0 }),
    ],
    { indexes: [{ name: 'ab', key: { a: 1, b: 1 } }] },
  ),
  scenario(
    'ranges on an index with arrays',
    [{ a: [1, 10] }, { a: 5 }, { a: 20 }],
    [
      ok(
        {
          find: collection,
          filter: { a: { $gt: 4, $lt: 6 } },
          projection: { _id: 1 },
          sort: { _id: 1 },
        },
        batch([{ _id: 1 }, { _id: 2 }]),
      ),
      ok(
        {
          find: collection,
          filter: { a: { $gt: 0 } },
          sort: { a: 1 },
          projection: { _id: 1 },
        },
        batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
      ),
      ok(
        { find: collection, filter: { a: [1, 10] }, projection: { _id: 1 }, sort: { _id: 1 } },
        batch([{ _id: 1 }]),
      ),
    ],
    { indexes: [{ name: 'a_1', key: { a: 1 } }] },
  ),
  scenario(
    'ranges on a descending index',
    three,
    [
      ok(
        {
          find: collection,
          filter: { a: { $gt: 1, $lte: 3 } },
          projection: { _id: 1 },
          sort: { a: 1 },
        },
        batch([{ _id: 2 }, { _id: 3 }]),
      ),
      ok(
        {
          find: collection,
          filter: { a: { $gte: 1, $lt: 3 } },
          projection: { _id: 1 },
          sort: { a: -1 },
        },
        batch([{ _id: 2 }, { _id: 1 }]),
      ),
    ],
    { indexes: [{ name: 'a', key: { a: -1 } }] },
  ),
  scenario(
    'equality and order on a compound index',
    [
      { a: 1, b: 2 },
      { a: 1, b: 1 },
      { a: 2, b: 0 },
    ],
    [
      ok(
        {
          find: collection,
          filter: { a: 1 },
          sort: { b: 1 },
          projection: { _id: 1 },
        },
        batch([{ _id: 2 }, { _id: 1 }]),
      ),
      ok(
        {
          find: collection,
          filter: { a: 1 },
          sort: { b: -1 },
          projection: { _id: 1 },
        },
        batch([{ _id: 1 }, { _id: 2 }]),
      ),
      ok(
        {
          find: collection,
          filter: { a: { $in: [2, 1] } },
          sort: { b: 1 },
          projection: { _id: 1 },
        },
        batch([{ _id: 3 }, { _id: 2 }, { _id: 1 }]),
      ),
    ],
    { indexes: [{ name: 'ab', key: { a: 1, b: 1 } }] },
  ),
  scenario(
    'null on an index',
    [{ a: null }, {}, { a: 1 }, { a: [] }, { a: [null] }],
    [
      ok(
        { find: collection, filter: { a: null }, projection: { _id: 1 }, sort: { _id: 1 } },
        batch([{ _id: 1 }, { _id: 2 }, { _id: 5 }]),
      ),
    ],
    { indexes: [{ name: 'a_1', key: { a: 1 } }] },
  ),
  scenario(
    'an index is dropped by name, key, or all',
    [],
    [
      ok(
        indexes(
          { name: 'x', key: { a: 1 } },
          { name: 'y', key: { b: 1 } },
          { name: 'z', key: { c: 1 } },
        ),
        { numIndexesAfter: 4 },
      ),
      ok({ dropIndexes: collection, index: 'x' }, { nIndexesWas: 4 }),
      ok({ dropIndexes: collection, index: { b: 1 } }, { nIndexesWas: 3 }),
      ok({ dropIndexes: collection, index: '*' }, { nIndexesWas: 2 }),
      fails({ dropIndexes: collection, index: 'x' }, 27, 'IndexNotFound'),
      fails({ dropIndexes: collection, index: '_id_' }, 72, 'InvalidOptions'),
    ],
  ),
  scenario('an empty key', [], [fails(indexes({ name: 'x', key: {} }), 67, 'CannotCreateIndex')]),
  scenario(
    'a key with zero',
    [],
    [fails(indexes({ name: 'x', key: { a: 0 } }), 67, 'CannotCreateIndex')],
  ),
  scenario(
    'TTL on two fields',
    [],
    [
      fails(
        indexes({ name: 'x', key: { a: 1, b: 1 }, expireAfterSeconds: 1 }),
        67,
        'CannotCreateIndex',
      ),
    ],
  ),
  scenario(
    'a partial sparse index',
    [],
    [
      fails(
        indexes({ name: 'x', key: { a: 1 }, sparse: true, partialFilterExpression: { a: 1 } }),
        67,
        'CannotCreateIndex',
      ),
    ],
  ),
  scenario('a text index', [], [ok(indexes({ name: 'x', key: { a: 'text' } }), { ok: 1 })], {
    mayRefuse: true,
  }),
  scenario('a geo index', [], [ok(indexes({ name: 'x', key: { a: '2dsphere' } }), { ok: 1 })], {
    mayRefuse: true,
  }),
  scenario('a wildcard index', [], [ok(indexes({ name: 'x', key: { '$**': 1 } }), { ok: 1 })], {
    mayRefuse: true,
  }),
  scenario(
    'indexes of a collection that is not there',
    [],
    [
      fails({ listIndexes: 'nowhere' }, 26, 'NamespaceNotFound'),
      fails({ dropIndexes: 'nowhere', index: '*' }, 26, 'NamespaceNotFound'),
    ],
  ),
  scenario('a collection that exists', [], [fails({ create: collection }, 48, 'NamespaceExists')]),
  scenario('a collection is dropped', three, [
    ok({ drop: collection }, { nIndexesWas: 1 }),
    ok({ count: collection }, { n: 0 }),
  ]),
  scenario('a view', [], [ok({ create: 'view_of_it', viewOn: 'x', pipeline: [] }, { ok: 1 })], {
    mayRefuse: true,
  }),
  scenario('a validator', [], [ok({ create: 'validated', validator: { a: 1 } }, { ok: 1 })], {
    mayRefuse: true,
  }),
  scenario(
    'a capped collection',
    [],
    [ok({ create: 'capped', capped: true, size: 4096 }, { ok: 1 })],
    { mayRefuse: true },
  ),
];
