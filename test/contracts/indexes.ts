import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { batch, fails, indexes, ok, scenario, three, unique } from './scenario.js';

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
    { indexes: [{ name: 'bc', key: { 'a.b': 1, 'a.c': 1 } }], mayRefuse: 171 },
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
          partialFilterExpression: { b: { $gt: 0 } },
        }),
        { numIndexesAfter: 2 },
      ),
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
  mayRefuse(
    refusal.command,
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
    mayRefuse: 67,
  }),
  scenario('a geo index', [], [ok(indexes({ name: 'x', key: { a: '2dsphere' } }), { ok: 1 })], {
    mayRefuse: 67,
  }),
  scenario('a wildcard index', [], [ok(indexes({ name: 'x', key: { '$**': 1 } }), { ok: 1 })], {
    mayRefuse: 67,
  }),
  scenario(
    'indexes of a collection that is not there',
    [],
    [fails({ listIndexes: 'nowhere' }, 26, 'NamespaceNotFound')],
  ),
  mayRefuse(
    refusal.operator,
    scenario(
      'the order of an index with arrays',
      [{ a: [1, 10] }, { a: 5 }, { a: 20 }],
      [
        ok(
          { find: collection, sort: { a: 1 }, projection: { _id: 1 } },
          batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
        ),
      ],
      { indexes: [{ name: 'a_1', key: { a: 1 } }] },
    ),
  ),
  mayRefuse(
    refusal.command,
    scenario(
      'indexes dropped of a collection that is not there',
      [],
      [fails({ dropIndexes: 'nowhere', index: '*' }, 26, 'NamespaceNotFound')],
    ),
  ),
  scenario('a collection that exists', [], [fails({ create: collection }, 48, 'NamespaceExists')]),
  scenario('a collection is dropped', three, [
    ok({ drop: collection }, { nIndexesWas: 1 }),
    ok({ count: collection }, { n: 0 }),
  ]),
  scenario('a view', [], [ok({ create: 'view_of_it', viewOn: 'x', pipeline: [] }, { ok: 1 })], {
    mayRefuse: 40415,
  }),
  scenario('a validator', [], [ok({ create: 'validated', validator: { a: 1 } }, { ok: 1 })], {
    mayRefuse: 40415,
  }),
  scenario(
    'a capped collection',
    [],
    [ok({ create: 'capped', capped: true, size: 4096 }, { ok: 1 })],
    { mayRefuse: 40415 },
  ),
];
