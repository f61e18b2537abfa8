import { Double, Long, ObjectId } from 'mongodb';
import {
  collection,
  type ContractCase,
  error,
  finds,
  mayRefuse,
  refusal,
  updates,
} from './case.js';
import { batch, by, fails, indexes, ok, scenario, three } from './scenario.js';

const dollarName = 52;
const arrayAsId = 53;
const immutable = 66;
const overflow = 15;

function insert(document: object) {
  return { insert: collection, documents: [document] };
}

/** A command of one write, which is an error. */
function refuses(name: string, command: object, code: number): ContractCase {
  const reply = { n: 0, writeErrors: [{ index: 0, code }] };
  return scenario(name, [], [ok(command, reply), ok({ count: collection }, { n: 0 })]);
}

function upsert(q: object, u: object) {
  return { update: collection, updates: [{ q, u, upsert: true }] };
}

/** So many levels of documents. */
function levels(count: number): object {
  return count === 1 ? {} : { a: levels(count - 1) };
}

const numbered = [
  { _id: 'p', 7: 'same' },
  { _id: 'q', 7: 'same' },
];

/** What a document may be: the names of its fields, its _id, how deep it is. */
export const documentCases: readonly ContractCase[] = [
  mayRefuse(
    refusal.type,
    scenario('documents with a number as a name are told apart in a transaction', numbered, [
      by('one', ok({ delete: collection, deletes: [{ q: {}, limit: 0 }] }, { n: 2 })),
      by('one', ok({ commitTransaction: 1 }, { ok: 1 })),
      ok({ count: collection }, { n: 0 }),
    ]),
  ),
  mayRefuse(
    refusal.type,
    scenario(
      'numbers as names keep their order in equality',
      [],
      [
        ok(insert({ _id: 1, m: { a: 1 } }), { n: 1 }),
        ok({ update: collection, updates: [{ q: {}, u: { $set: { 'm.2': 5 } } }] }, { n: 1 }),
        ok({ count: collection, query: { m: { 2: 5, a: 1 } } }, { n: 0 }),
      ],
    ),
  ),
  finds('a name that begins like a number', [{ '2x': 1 }, { '-1': 1 }], { '-1': 1 }, [2]),
  refuses('an insert of an array as _id', insert({ _id: [1] }), arrayAsId),
  refuses('an insert of an _id with a dollar', insert({ _id: { $a: 1 } }), dollarName),
  refuses('an insert of an _id with a dollar in it', insert({ _id: { a: { $b: 1 } } }), dollarName),
  refuses('an upsert of an array as _id', upsert({ _id: [1] }, { $set: { a: 1 } }), arrayAsId),
  refuses('an upsert that sets an array as _id', upsert({}, { $set: { _id: [1] } }), arrayAsId),
  refuses(
    'an upsert of an _id with a dollar',
    upsert({}, { $setOnInsert: { _id: { $a: 1 } } }),
    dollarName,
  ),
  refuses(
    'an upsert of null as _id that is unset',
    upsert({ _id: null }, { $unset: { _id: 1 } }),
    immutable,
  ),
  updates('$unset of an _id', {}, { $unset: { _id: 1 } }, immutable),
  scenario(
    'null as _id stays',
    [{ _id: null }],
    [
      ok(
        { update: collection, updates: [{ q: {}, u: { $unset: { _id: 1 } } }] },
        { writeErrors: [{ code: immutable }] },
      ),
      ok({ find: collection }, batch([{ _id: null }])),
    ],
  ),
  scenario(
    'an _id after other fields comes first',
    [],
    [
      ok(insert({ a: 1, _id: 5 }), { n: 1 }),
      ok({ aggregate: collection, pipeline: [], cursor: {} }, batch([{ _id: 5, a: 1 }])),
    ],
  ),
  scenario('an insert of 180 levels', [], [ok(insert({ _id: 1, a: levels(179) }), { n: 1 })]),
  refuses('an insert of 181 levels', insert({ _id: 1, a: levels(180) }), overflow),
  updates('$set of 181 levels', {}, { $set: { a: levels(180) } }, overflow),
  scenario('a filter of more levels than documents have', three, [
    ok({ count: collection, query: { a: levels(185) } }, { n: 0 }),
  ]),
  updates(
    '$set of a negative zero',
    { a: new Double(0) },
    { $set: { a: new Double(-0) } },
    { a: -0 },
  ),
  scenario(
    '$set of the same values changes nothing',
    [
      {
        a: new Double(1),
        b: Long.fromNumber(2),
        c: [{ d: 'x' }],
        e: new ObjectId('65a0'.repeat(6)),
      },
    ],
    [
      ok(
        {
          update: collection,
          updates: [
            {
              q: { _id: 1 },
              u: {
                $set: {
                  a: new Double(1),
                  b: Long.fromNumber(2),
                  c: [{ d: 'x' }],
                  e: new ObjectId('65a0'.repeat(6)),
                },
              },
            },
          ],
        },
        { n: 1, nModified: 0 },
      ),
    ],
  ),
  scenario('an index on _id may be asked for', three, [
    ok(indexes({ name: 'id', key: { _id: 1 } }), { numIndexesAfter: 1 }),
  ]),
  ...[{ unique: true }, { sparse: true }, { expireAfterSeconds: 1 }].map((options) =>
    scenario(`an index on _id with ${Object.keys(options)[0]}`, three, [
      fails(
        indexes({ name: '_id_', key: { _id: 1 }, ...options }),
        197,
        'InvalidIndexSpecificationOption',
      ),
    ]),
  ),
  ...[
    { name: '_id_', key: { a: 1 } },
    { name: '*', key: { a: 1 } },
    { name: 'x', key: { _id: -1 } },
  ].map((spec) =>
    scenario(`an index named ${spec.name} on ${Object.keys(spec.key).join()}`, three, [
      { command: indexes(spec), answer: error(2, 'BadValue') },
    ]),
  ),
];
