import { Double, Long } from 'mongodb';
import { type ContractCase, mayRefuse, updates, refusal } from './case.js';

export const updateCases: readonly ContractCase[] = [
  updates('$set of a new field', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }),
  updates('$set of an existing field', { a: 1 }, { $set: { a: 'x' } }, { a: 'x' }),
  updates('$set of a nested field', { a: { b: 1 } }, { $set: { 'a.c': 2 } }, { a: { b: 1, c: 2 } }),
  updates(
    '$set creates documents on the way',
    {},
    { $set: { 'a.b.c': 1 } },
    { a: { b: { c: 1 } } },
  ),
  mayRefuse(
    refusal.operator,
    updates('$set of an array element', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }),
  ),
  mayRefuse(
    refusal.operator,
    updates(
      '$set beyond the end of an array pads',
      { a: [1] },
      { $set: { 'a.3': 9 } },
      { a: [1, null, null, 9] },
    ),
  ),
  mayRefuse(
    refusal.operator,
    updates(
      '$set in a document of an array',
      { a: [{ b: 1 }] },
      { $set: { 'a.0.b': 2 } },
      { a: [{ b: 2 }] },
    ),
  ),
  mayRefuse(
    refusal.type,
    updates(
      '$set of a number creates a document, no array',
      {},
      { $set: { 'a.0': 1 } },
      { a: { 0: 1 } },
    ),
  ),
  updates('$set to null', { a: 1 }, { $set: { a: null } }, { a: null }),
  updates('$set of a whole document', { a: { b: 1 } }, { $set: { a: { c: 1 } } }, { a: { c: 1 } }),
  updates('$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28),
  updates('$set through null', { a: null }, { $set: { 'a.b': 1 } }, 28),
  updates('$set of a name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28),
  updates('$set of the same _id', { a: 1 }, { $set: { _id: 1 } }, { a: 1 }),
  updates('$set of another _id', { a: 1 }, { $set: { _id: 2 } }, 66),
  updates('$set with an empty name', { a: 1 }, { $set: { '': 1 } }, 56),
  updates('$set with an empty part', { a: 1 }, { $set: { 'a..b': 1 } }, 56),
  updates('an empty $set', { a: 1 }, { $set: {} }, { a: 1 }),
  updates(
    'new fields come in the order of their names',
    {},
    { $set: { b: 1, a: 2 } },
    { a: 2, b: 1 },
  ),
  updates('$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }),
  updates('$unset of a missing field', { a: 1 }, { $unset: { b: '' } }, { a: 1 }),
  updates(
    '$unset of a nested field',
    { a: { b: 1, c: 2 } },
    { $unset: { 'a.b': 1 } },
    { a: { c: 2 } },
  ),
  mayRefuse(
    refusal.operator,
    updates(
      '$unset of an array element leaves null',
      { a: [1, 2] },
      { $unset: { 'a.0': 1 } },
      { a: [null, 2] },
    ),
  ),
  updates('$unset through a scalar does nothing', { a: 1 }, { $unset: { 'a.b': 1 } }, { a: 1 }),
  updates('$inc', { a: 1 }, { $inc: { a: 2 } }, { a: 3 }),
  updates('$inc of a missing field', {}, { $inc: { a: 2 } }, { a: 2 }),
  updates('$inc with a fraction', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }),
  updates('$inc of a nested field', { a: { b: 1 } }, { $inc: { 'a.b': -1 } }, { a: { b: 0 } }),
  updates('$inc beyond 32 bits', { a: 2147483647 }, { $inc: { a: 1 } }, { a: 2147483648 }),
  updates('$inc of a long', { a: Long.fromNumber(1) }, { $inc: { a: 1 } }, { a: 2 }),
  updates('$inc beyond 64 bits', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2),
  updates('$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14),
  updates('$inc of null', { a: null }, { $inc: { a: 1 } }, 14),
  updates('$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, 14),
  mayRefuse(refusal.update, updates('$mul', { a: 3 }, { $mul: { a: 2 } }, { a: 6 })),
  mayRefuse(
    refusal.update,
    updates('$mul of a missing field gives zero', {}, { $mul: { a: 2 } }, { a: 0 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$mul by a fraction', { a: 3 }, { $mul: { a: 0.5 } }, { a: 1.5 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$mul beyond 32 bits', { a: 65536 }, { $mul: { a: 65536 } }, { a: 4294967296 }),
  ),
  mayRefuse(refusal.update, updates('$mul of a string', { a: 'x' }, { $mul: { a: 2 } }, 14)),
  mayRefuse(
    refusal.update,
    updates('$min takes the lesser', { a: 5 }, { $min: { a: 3 } }, { a: 3 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$min leaves the lesser', { a: 2 }, { $min: { a: 3 } }, { a: 2 }),
  ),
  mayRefuse(refusal.update, updates('$min of a missing field', {}, { $min: { a: 3 } }, { a: 3 })),
  mayRefuse(
    refusal.update,
    updates('$min compares types', { a: 'x' }, { $min: { a: 3 } }, { a: 3 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$max takes the greater', { a: 2 }, { $max: { a: 3 } }, { a: 3 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$max leaves the greater', { a: 5 }, { $max: { a: 3 } }, { a: 5 }),
  ),
  mayRefuse(refusal.update, updates('$max of null', { a: null }, { $max: { a: 3 } }, { a: 3 })),
  mayRefuse(
    refusal.update,
    updates('$max of dates', { a: new Date(1) }, { $max: { a: new Date(2) } }, { a: new Date(2) }),
  ),
  updates(
    '$setOnInsert does nothing to what exists',
    { a: 1 },
    { $setOnInsert: { a: 2 } },
    { a: 1 },
  ),
  mayRefuse(
    refusal.update,
    updates('$rename', { a: 1, c: 2 }, { $rename: { a: 'b' } }, { b: 1, c: 2 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename of a missing field', { c: 2 }, { $rename: { a: 'b' } }, { c: 2 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename replaces the target', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename into a document', { a: 1 }, { $rename: { a: 'd.b' } }, { d: { b: 1 } }),
  ),
  mayRefuse(refusal.update, updates('$rename to a number', { a: 1 }, { $rename: { a: 1 } }, 2)),
  mayRefuse(
    refusal.update,
    updates('$rename of a field to itself', { a: 1 }, { $rename: { a: 'a' } }, 2),
  ),

  mayRefuse(refusal.update, updates('$push', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] })),
  mayRefuse(
    refusal.update,
    updates('$push to a missing field', {}, { $push: { a: 2 } }, { a: [2] }),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push of an array is one element',
      { a: [1] },
      { $push: { a: [2, 3] } },
      { a: [1, [2, 3]] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates('$push with $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $slice of the last',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: -2 } } },
      { a: [2, 3] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $slice of the first',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: 2 } } },
      { a: [1, 2] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $slice 0',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: 0 } } },
      { a: [] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $sort of values',
      { a: [3, 1] },
      { $push: { a: { $each: [2], $sort: 1 } } },
      { a: [1, 2, 3] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $sort of documents',
      { a: [{ b: 1 }] },
      { $push: { a: { $each: [{ b: 2 }], $sort: { b: -1 } } } },
      { a: [{ b: 2 }, { b: 1 }] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $position',
      { a: [1, 2] },
      { $push: { a: { $each: [9], $position: 0 } } },
      { a: [9, 1, 2] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with a negative $position',
      { a: [1, 2] },
      { $push: { a: { $each: [9], $position: -1 } } },
      { a: [1, 9, 2] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push sorts before it slices',
      { a: [3] },
      { $push: { a: { $each: [1, 2], $sort: 1, $slice: 2 } } },
      { a: [1, 2] },
    ),
  ),
  mayRefuse(refusal.update, updates('$push to a scalar', { a: 1 }, { $push: { a: 2 } }, 2)),
  mayRefuse(
    refusal.update,
    updates(
      '$push with an unknown clause',
      { a: [1] },
      { $push: { a: { $each: [2], $foo: 1 } } },
      2,
    ),
  ),
  mayRefuse(
    refusal.update,
    updates('$push with $each of a scalar', { a: [1] }, { $push: { a: { $each: 2 } } }, 2),
  ),
  updates('$addToSet of a new value', { a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }),
  updates('$addToSet of a known value', { a: [1] }, { $addToSet: { a: 1 } }, { a: [1] }),
  mayRefuse(
    refusal.operator,
    updates(
      '$addToSet with $each',
      { a: [1] },
      { $addToSet: { a: { $each: [1, 2, 2] } } },
      { a: [1, 2] },
    ),
  ),
  updates(
    '$addToSet of documents compares the order of keys',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ),
  updates('$addToSet to a missing field', {}, { $addToSet: { a: 1 } }, { a: [1] }),
  updates('$addToSet to a scalar', { a: 1 }, { $addToSet: { a: 2 } }, 2),
  updates(
    '$addToSet of a long that is there as an int',
    { a: [1] },
    { $addToSet: { a: Long.fromNumber(1) } },
    { a: [1] },
  ),
  mayRefuse(
    refusal.update,
    updates('$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
  ),
  mayRefuse(
    refusal.update,
    updates('$pull by an operator', { a: [1, 2, 3] }, { $pull: { a: { $gte: 2 } } }, { a: [1] }),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$pull by fields',
      { a: [{ b: 1, c: 1 }, { b: 2 }] },
      { $pull: { a: { b: 1 } } },
      { a: [{ b: 2 }] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$pull with $in',
      { a: ['x', 'y', 'z'] },
      { $pull: { a: { $in: ['x', 'z'] } } },
      { a: ['y'] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates('$pull of a missing field', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }),
  ),
  mayRefuse(refusal.update, updates('$pull from a scalar', { a: 1 }, { $pull: { a: 1 } }, 2)),
  mayRefuse(
    refusal.update,
    updates('$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }),
  ),
  mayRefuse(
    refusal.update,
    updates('$pop of the last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
  ),
  mayRefuse(
    refusal.update,
    updates('$pop of the first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
  ),
  mayRefuse(
    refusal.update,
    updates('$pop of an empty array', { a: [] }, { $pop: { a: 1 } }, { a: [] }),
  ),
  mayRefuse(refusal.update, updates('$pop from a scalar', { a: 1 }, { $pop: { a: 1 } }, 14)),
  mayRefuse(refusal.update, updates('$pop by 2', { a: [1] }, { $pop: { a: 2 } }, 9)),

  updates('a replacement keeps _id', { a: 1 }, { b: 2 }, { b: 2 }),
  updates('a replacement with the same _id', { a: 1 }, { _id: 1, b: 2 }, { b: 2 }),
  updates('a replacement with another _id', { a: 1 }, { _id: 2, b: 2 }, 66),
  updates('an empty replacement', { a: 1 }, {}, {}),
  updates(
    'several operators',
    { a: 1, b: [1] },
    { $inc: { a: 1 }, $addToSet: { b: 2 }, $set: { c: 3 } },
    { a: 2, b: [1, 2], c: 3 },
  ),
  updates('two operators on one field', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40),
  updates(
    'operators on a field and on a field in it',
    { a: { b: 1 } },
    { $set: { a: 1, 'a.b': 2 } },
    40,
  ),
  updates('an unknown operator', { a: 1 }, { $foo: { a: 1 } }, 9),
  updates('operators mixed with fields', { a: 1 }, { $set: { a: 1 }, b: 1 }, 9),
  updates('an operator with a scalar', { a: 1 }, { $set: 1 }, 9),
  updates('a replacement of many', { a: 1 }, { b: 1 }, 9, { multi: true }),
  updates('a double stays a double', { a: new Double(1) }, { $inc: { a: 1 } }, { a: 2 }),

  mayRefuse(
    refusal.operator,
    updates(
      'the positional operator',
      { a: [1, 2] },
      { $set: { 'a.$': 9 } },
      { a: [1, 9] },
      { q: { _id: 1, a: 2 } },
    ),
  ),
  mayRefuse(
    refusal.operator,
    updates('the operator of all elements', { a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }),
  ),
  mayRefuse(
    refusal.argument,
    updates(
      'arrayFilters',
      { a: [1, 5] },
      { $set: { 'a.$[x]': 9 } },
      { a: [1, 9] },
      { arrayFilters: [{ x: { $gt: 2 } }] },
    ),
  ),
  mayRefuse(
    refusal.argument,
    updates('arrayFilters that no path uses', { a: [1] }, { $set: { b: 1 } }, 9, {
      arrayFilters: [{ x: 1 }],
    }),
  ),
  mayRefuse(
    refusal.update,
    updates('a pipeline', { a: 1 }, [{ $set: { b: '$a' } }], { a: 1, b: 1 }),
  ),
  mayRefuse(refusal.update, updates('$bit', { a: 5 }, { $bit: { a: { and: 1 } } }, { a: 1 })),
  mayRefuse(
    refusal.argument,
    updates('a collation', { a: 1 }, { $set: { a: 2 } }, { a: 2 }, { collation: { locale: 'de' } }),
  ),
];
