import { Long } from 'mongodb';
import { type ContractCase, mayRefuse, updates, refusal } from './case.js';

const inTheWay = 28;

/** Updates at the edges: values in the way, other types, two operators at once. */
export const fieldUpdateCases: readonly ContractCase[] = [
  mayRefuse(
    refusal.operator,
    updates('$inc of an element', { a: [1, 2] }, { $inc: { 'a.1': 5 } }, { a: [1, 7] }),
  ),
  updates('$inc through a scalar', { a: 1 }, { $inc: { 'a.b': 1 } }, inTheWay),
  updates('$inc by a long', { a: 1 }, { $inc: { a: Long.fromNumber(2) } }, { a: 3 }),
  updates('$inc of an array', { a: [1] }, { $inc: { a: 1 } }, 14),
  updates('$inc of a date', { a: new Date(0) }, { $inc: { a: 1 } }, 14),
  updates('$inc of a boolean', { a: true }, { $inc: { a: 1 } }, 14),
  updates('$inc of _id', { a: 1 }, { $inc: { _id: 1 } }, 66),
  updates('$unset of _id', { a: 1 }, { $unset: { _id: 1 } }, 66),
  updates('$set into an array by a name', { a: [{ b: 1 }] }, { $set: { 'a.b': 2 } }, inTheWay),
  mayRefuse(
    refusal.operator,
    updates('$set far beyond an array', { a: [] }, { $set: { 'a.2000000': 1 } }, 34),
  ),
  mayRefuse(
    refusal.update,
    updates('$max through a scalar', { a: 1 }, { $max: { 'a.b': 1 } }, inTheWay),
  ),
  mayRefuse(
    refusal.update,
    updates('$push through a scalar', { a: 1 }, { $push: { 'a.b': 1 } }, inTheWay),
  ),
  mayRefuse(refusal.update, updates('$push to null', { a: null }, { $push: { a: 1 } }, 2)),
  mayRefuse(refusal.update, updates('$pull from null', { a: null }, { $pull: { a: 1 } }, 2)),
  mayRefuse(
    refusal.update,
    updates(
      '$pull with $elemMatch',
      { a: [[1], [2]] },
      { $pull: { a: { $elemMatch: { $eq: 1 } } } },
      { a: [[2]] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$pull by two fields',
      { a: [{ b: 1, c: 2 }, { b: 1 }] },
      { $pull: { a: { b: 1, c: 2 } } },
      { a: [{ b: 1 }] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates('$pull at a path', { a: { b: [1, 2] } }, { $pull: { 'a.b': 2 } }, { a: { b: [1] } }),
  ),
  mayRefuse(
    refusal.update,
    updates('$pull by $ne', { a: [1, 2, 3] }, { $pull: { a: { $ne: 2 } } }, { a: [2] }),
  ),
  updates('$addToSet of null', { a: [1] }, { $addToSet: { a: null } }, { a: [1, null] }),
  updates('$addToSet of an array', { a: [] }, { $addToSet: { a: [1] } }, { a: [[1]] }),
  mayRefuse(
    refusal.update,
    updates(
      '$push with $slice alone',
      { a: [1, 2, 3] },
      { $push: { a: { $each: [], $slice: -1 } } },
      { a: [3] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates(
      '$push with a $position beyond the end',
      { a: [1] },
      { $push: { a: { $each: [2], $position: 9 } } },
      { a: [1, 2] },
    ),
  ),
  mayRefuse(
    refusal.update,
    updates('$push with a wrong $sort', { a: [1] }, { $push: { a: { $each: [2], $sort: 2 } } }, 2),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename of two', { a: 1, b: 2 }, { $rename: { a: 'c', b: 'd' } }, { c: 1, d: 2 }),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename into an array', { a: [1], b: 2 }, { $rename: { b: 'a.0' } }, 2),
  ),
  mayRefuse(
    refusal.update,
    updates('$rename of an element', { a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }, 2),
  ),
  updates(
    '$set and $setOnInsert of one field',
    { a: 1 },
    { $set: { b: 1 }, $setOnInsert: { b: 2 } },
    40,
  ),
  updates(
    '$set below what is unset',
    { a: { b: 1 } },
    { $set: { 'a.b': 1 }, $unset: { a: 1 } },
    40,
  ),
  mayRefuse(refusal.update, updates('$min of null', { a: null }, { $min: { a: 3 } }, { a: null })),
  mayRefuse(
    refusal.update,
    updates('$max of types', { a: 5 }, { $max: { a: new Date(0) } }, { a: new Date(0) }),
  ),
];
