import { type Document, ObjectId } from 'mongodb';
import { collection, type ContractCase, finds, updates } from './case.js';
import { batch, ok, scenario } from './scenario.js';

/** Three values of a type, in their order. */
type Triple = readonly [unknown, unknown, unknown];

const types: Readonly<Record<string, Triple>> = {
  string: ['a', 'b', 'c'],
  number: [1, 2.5, 3],
  date: [new Date(-1), new Date(0), new Date('2026-01-01')],
  ObjectId: [
    new ObjectId('65a000000000000000000001'),
    new ObjectId('65a000000000000000000002'),
    new ObjectId('65b000000000000000000000'),
  ],
};

/** Conditions, and which of three values in their order meet them. */
const conditions: Readonly<Record<string, (of: Triple) => readonly [unknown, readonly number[]]>> =
  {
    $eq: ([, middle]) => [middle, [2]],
    $ne: ([, middle]) => [middle, [1, 3]],
    $gt: ([, middle]) => [middle, [3]],
    $gte: ([, middle]) => [middle, [2, 3]],
    $lt: ([, middle]) => [middle, [1]],
    $lte: ([, middle]) => [middle, [1, 2]],
    $in: ([low, , high]) => [
      [low, high],
      [1, 3],
    ],
    $nin: ([low, , high]) => [[low, high], [2]],
  };

/** Documents with one of the values each, and a filter for the condition on it. */
interface Place {
  readonly document: (value: unknown) => Document;
  readonly filter: (condition: Document) => Document;
}

const plain: Place = { document: (a) => ({ a }), filter: (a) => ({ a }) };
const places: Readonly<Record<string, Place>> = {
  'at a dotted path': { document: (b) => ({ a: { b } }), filter: (b) => ({ 'a.b': b }) },
  'in a list': { document: (b) => ({ a: [{ b }] }), filter: (b) => ({ 'a.b': b }) },
  'of an element': { document: (a) => ({ a: [a] }), filter: (a) => ({ 'a.0': a }) },
  'in $or': { ...plain, filter: (a) => ({ $or: [{ a }, { a: true }] }) },
  'in $and': { ...plain, filter: (a) => ({ $and: [{ a }, { _id: { $gt: 0 } }] }) },
};

function compared(name: string, operator: string, values: Triple, place: Place): ContractCase {
  const [operand, met] = conditions[operator]?.(values) ?? [null, []];
  const documents = values.map((value) => place.document(value));
  return finds(name, documents, place.filter({ [operator]: operand }), met);
}

const byType = Object.keys(conditions).flatMap((operator) =>
  Object.entries(types).map(([type, values]) =>
    compared(`${operator} of a ${type}`, operator, values, plain),
  ),
);

const byPlace = Object.keys(conditions).flatMap((operator) =>
  Object.entries(places).map(([name, place]) =>
    compared(`${operator} ${name}`, operator, ['a', 'b', 'c'], place),
  ),
);

const byId = Object.keys(conditions).map((operator): ContractCase => {
  const ids = ['a', 'b', 'c'] as const;
  const [operand, met] = conditions[operator]?.(ids) ?? [null, []];
  return finds(
    `${operator} of an _id`,
    ids.map((_id) => ({ _id })),
    { _id: { [operator]: operand } },
    met.map((place) => ids[place - 1]),
  );
});

const samples = {
  ...types,
  boolean: [false, true, true],
  null: [null, 1, 2],
  document: [{ x: 1 }, 1, 2],
};

const stored = Object.entries(samples).flatMap(([type, [value, other]]) => [
  updates(`$set of a ${type}`, { a: { b: 0 } }, { $set: { 'a.b': value } }, { a: { b: value } }),
  updates(
    `$addToSet of a ${type}`,
    { a: [other] },
    { $addToSet: { a: value } },
    { a: [other, value] },
  ),
  updates(
    `$addToSet of one ${type}`,
    { a: { b: [value] } },
    { $addToSet: { 'a.b': value } },
    {
      a: { b: [value] },
    },
  ),
  scenario(
    `an upsert by a ${type}`,
    [],
    [
      ok(
        {
          update: collection,
          updates: [
            {
              q: { _id: 1, a: value, 'c.d': value },
              u: { $set: { b: value, 'e.f': 1 }, $inc: { n: 1, 'm.n': 1 } },
              upsert: true,
            },
          ],
        },
        { n: 1, upserted: [{ index: 0, _id: 1 }] },
      ),
      ok(
        { find: collection },
        batch([{ _id: 1, a: value, b: value, c: { d: value }, e: { f: 1 }, m: { n: 1 }, n: 1 }]),
      ),
    ],
  ),
]);

const partial = Object.entries({ ...types, boolean: [false, true] }).map(([type, [value, other]]) =>
  scenario(
    `a unique index where a ${type} has a value`,
    [
      { a: 1, k: value },
      { a: 1, k: other },
    ],
    [
      ok(
        { insert: collection, documents: [{ _id: 3, a: 1, k: value }] },
        { n: 0, writeErrors: [{ code: 11000 }] },
      ),
      ok({ insert: collection, documents: [{ _id: 4, a: 1, k: other }] }, { n: 1 }),
      ok({ count: collection, query: { a: 1, k: value } }, { n: 1 }),
      ok({ count: collection, query: { a: 1 } }, { n: 3 }),
    ],
    {
      indexes: [
        { name: 'a_1', key: { a: 1 }, unique: true, partialFilterExpression: { k: value } },
      ],
    },
  ),
);

/** Every comparison with every type and in every place; every type stored in every way. */
export const matrixCases: readonly ContractCase[] = [
  ...byType,
  ...byPlace,
  ...byId,
  ...stored,
  ...partial,
];
