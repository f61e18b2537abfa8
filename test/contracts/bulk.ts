import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Document,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { batch, ok, scenario, three } from './scenario.js';

const allTypes = {
  _id: new ObjectId('65a000000000000000000001'),
  text: 'ä\u0000\u{1F600}',
  empty: '',
  int: 1,
  negative: -1,
  half: 0.5,
  infinite: Number.POSITIVE_INFINITY,
  long: Long.fromString('9007199254740993'),
  date: new Date('0001-01-01T00:00:00Z'),
  yes: true,
  nothing: null,
  binary: new Binary(Buffer.from('xy'), 128),
  uuid: new Binary(Buffer.alloc(16, 7), Binary.SUBTYPE_UUID),
  list: [1, [2, { a: null }], {}],
};

function nested(depth: number): Document {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}

const wrong = { q: { _id: 2 }, u: { $inc: { _id: 1 } } };
const setFive = { u: { $set: { a: 5 } }, multi: false, upsert: false };

const rareTypes = {
  decimal: Decimal128.fromString('1.10'),
  pattern: new BSONRegExp('^a', 'i'),
  stamp: new Timestamp({ t: 1, i: 2 }),
  code: new Code('f()'),
  symbol: new BSONSymbol('a'),
  least: new MinKey(),
  greatest: new MaxKey(),
};

/** Commands with several statements, and what they store. */
export const bulkCases: readonly ContractCase[] = [
  scenario('an ordered update stops at an error', three, [
    ok(
      {
        update: collection,
        ordered: true,
        updates: [{ q: { _id: 1 }, ...setFive }, wrong, { q: { _id: 3 }, ...setFive }],
      },
      { n: 1, nModified: 1, writeErrors: [{ index: 1, code: 66 }] },
    ),
    ok({ count: collection, query: { a: 5 } }, { n: 1 }),
  ]),
  scenario('an unordered update goes on after an error', three, [
    ok(
      {
        update: collection,
        ordered: false,
        updates: [
          wrong,
          { q: { _id: 3 }, ...setFive },
          { q: { _id: 4 }, u: { $set: { a: 5 } }, upsert: true },
        ],
      },
      {
        n: 2,
        nModified: 1,
        upserted: [{ index: 2, _id: 4 }],
        writeErrors: [{ index: 0, code: 66 }],
      },
    ),
  ]),
  scenario('an ordered delete stops at an error', three, [
    ok(
      {
        delete: collection,
        ordered: true,
        deletes: [
          { q: { _id: 1 }, limit: 1 },
          { q: { a: { $foo: 1 } }, limit: 1 },
          { q: { _id: 3 }, limit: 1 },
        ],
      },
      { n: 1, writeErrors: [{ index: 1, code: 2 }] },
    ),
    ok({ count: collection }, { n: 2 }),
  ]),
  scenario('an unordered delete goes on after an error', three, [
    ok(
      {
        delete: collection,
        ordered: false,
        deletes: [
          { q: { a: { $foo: 1 } }, limit: 1 },
          { q: { _id: 3 }, limit: 1 },
        ],
      },
      { n: 1, writeErrors: [{ index: 0, code: 2 }] },
    ),
  ]),
  scenario('several deletes in a command', three, [
    ok(
      {
        delete: collection,
        ordered: true,
        deletes: [
          { q: { _id: 1 }, limit: 1 },
          { q: { a: { $gt: 1 } }, limit: 0 },
        ],
      },
      { n: 3 },
    ),
  ]),
  scenario(
    'an insert that is sure to be ordered',
    [{ a: 1 }],
    [
      ok(
        { insert: collection, ordered: true, documents: [{ _id: 2 }, { _id: 1 }, { _id: 3 }] },
        { n: 1, writeErrors: [{ index: 1, code: 11000 }] },
      ),
    ],
  ),
  scenario(
    'values come back as they were',
    [],
    [
      ok({ insert: collection, documents: [allTypes] }, { n: 1 }),
      ok({ find: collection }, batch([allTypes])),
    ],
  ),
  ...Object.entries(rareTypes).map(([type, value]) =>
    mayRefuse(
      refusal.type,
      scenario(
        `a stored ${type}`,
        [{ a: value }],
        [ok({ count: collection, query: { a: { $exists: true } } }, { n: 1 })],
      ),
    ),
  ),
  ...['__proto__', '_bsontype'].map((field) =>
    mayRefuse(
      refusal.type,
      scenario(`a field named ${field}`, three, [
        ok(
          {
            update: collection,
            updates: [{ q: { _id: 1 }, u: { $set: { [`b.${field}`]: 'x' } } }],
          },
          { nModified: 1 },
        ),
      ]),
    ),
  ),
  scenario(
    'doubles stay doubles',
    [],
    [
      ok(
        {
          insert: collection,
          documents: [
            { _id: 1, a: new Double(3) },
            { _id: 2, a: -0 },
          ],
        },
        { n: 2 },
      ),
      ok({ count: collection, query: { a: { $type: 'double' } } }, { n: 2 }),
    ],
  ),
  scenario(
    'the order of keys is kept',
    [],
    [
      ok({ insert: collection, documents: [{ _id: 1, b: { y: 1, x: 2 }, a: 1 }] }, { n: 1 }),
      ok(
        { find: collection, filter: { b: { y: 1, x: 2 } } },
        batch([{ _id: 1, b: { y: 1, x: 2 }, a: 1 }]),
      ),
      ok({ find: collection, filter: { b: { x: 2, y: 1 } } }, batch([])),
    ],
  ),
  scenario(
    'a deep document',
    [],
    [ok({ insert: collection, documents: [{ _id: 1, a: nested(90) }] }, { n: 1 })],
  ),
];
