import { Long } from 'mongodb';
import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { batch, fails, ok, scenario, three } from './scenario.js';

export const writeCases: readonly ContractCase[] = [
  scenario(
    'an update of many keeps what it changed before one that fails',
    [{ a: 1 }, { a: 's' }, { a: 3 }],
    [
      ok(
        { update: collection, updates: [{ q: {}, u: { $inc: { a: 1 } }, multi: true }] },
        { writeErrors: [{ index: 0, code: 14 }] },
      ),
      ok(
        { find: collection },
        batch([
          { _id: 1, a: 2 },
          { _id: 2, a: 's' },
          { _id: 3, a: 3 },
        ]),
      ),
    ],
  ),
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
  scenario('findAndModify with everything said', three, [
    ok(
      {
        findAndModify: collection,
        query: { _id: 1 },
        update: { $set: { a: 7 } },
        remove: false,
        new: false,
        upsert: false,
      },
      { value: { _id: 1, a: 1 } },
    ),
  ]),
  scenario('findAndModify replaces', three, [
    ok(
      { findAndModify: collection, query: { _id: 1 }, update: { b: 1 }, new: true },
      { value: { _id: 1, b: 1 } },
    ),
  ]),
  mayRefuse(
    refusal.argument,
    scenario('findAndModify removes the first in order', three, [
      ok(
        { findAndModify: collection, query: {}, sort: { a: -1 }, remove: true, fields: { _id: 1 } },
        { value: { _id: 3 } },
      ),
    ]),
  ),
  scenario('findAndModify with a wrong update', three, [
    fails(
      { findAndModify: collection, query: {}, update: { $inc: { a: 'x' } } },
      14,
      'TypeMismatch',
    ),
    fails({ findAndModify: collection, query: {}, update: { $foo: { a: 1 } } }, 9, 'FailedToParse'),
    fails(
      { findAndModify: collection, query: {}, update: { $set: { 'a.b': 1 } } },
      28,
      'PathNotViable',
    ),
    fails(
      { findAndModify: collection, query: {}, update: { $set: { _id: 9 } } },
      66,
      'ImmutableField',
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
  mayRefuse(
    refusal.argument,
    scenario('findAndModify removes', three, [
      ok(
        { findAndModify: collection, query: { _id: 2 }, remove: true },
        { value: { _id: 2, a: 2 }, lastErrorObject: { n: 1 } },
      ),
      ok({ count: collection }, { n: 2 }),
    ]),
  ),
  mayRefuse(
    refusal.argument,
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
  ),
  mayRefuse(
    refusal.argument,
    scenario('findAndModify with remove and update', three, [
      fails({ findAndModify: collection, query: {}, remove: true, update: { a: 1 } }, 9),
    ]),
  ),
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
