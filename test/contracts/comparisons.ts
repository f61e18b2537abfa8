import { Decimal128, Long, ObjectId } from 'mongodb';
import { type ContractCase, finds, mayRefuse, refusal } from './case.js';

const id = new ObjectId('65a000000000000000000001');
const early = new Date('2026-01-01T00:00:00Z');
const late = new Date('2026-06-01T00:00:00Z');
const strings = [{ a: 'a' }, { a: 'b' }, { a: 'c' }, {}, { a: ['b', 'a'] }];
const numbers = [{ a: 1 }, { a: 2 }, { a: 3 }, {}, { a: null }, { a: 'x' }, { a: [1, 5] }];
const arrays = [{ a: [[1, 2]] }, { a: [1] }];
const nested = [{ a: { b: 1 } }, { a: [{ b: 1 }, { b: 2 }] }, { a: { b: [1, 2] } }, { a: 5 }];

/** Filters by operator, type of operand and kind of path, and what one finds in arrays. */
export const comparisonCases: readonly ContractCase[] = [
  finds('$eq of a boolean', [{ a: true }, { a: false }, {}], { a: false }, [2]),
  finds('$ne of a boolean', [{ a: true }, { a: false }, {}], { a: { $ne: true } }, [2, 3]),
  finds('$ne of a string', strings, { a: { $ne: 'b' } }, [1, 3, 4]),
  finds('$ne of an _id', strings, { _id: { $ne: 2 } }, [1, 3, 4, 5]),
  finds('$gte and $lte of strings', strings, { a: { $gte: 'a', $lte: 'b' } }, [1, 2, 5]),
  finds('$gt and $lt of strings', strings, { a: { $gt: 'a', $lt: 'c' } }, [2, 5]),
  finds('$in of strings', strings, { a: { $in: ['a', 'c'] } }, [1, 3, 5]),
  finds('$nin of strings', strings, { a: { $nin: ['a', 'c'] } }, [2, 4]),
  finds('$in of _ids', strings, { _id: { $in: [4, 2, 9] } }, [2, 4]),
  finds('$in of ObjectIds', [{ _id: id }, { _id: 2 }], { _id: { $in: [id] } }, [id]),
  finds('$in at a dotted path', nested, { 'a.b': { $in: [2, 5] } }, [2, 3]),
  finds('$lt at a dotted path', nested, { 'a.b': { $lt: 2 } }, [1, 2, 3]),
  finds('$in with $type', strings, { a: { $in: ['a', 4], $type: 'string' } }, [1, 5]),
  finds(
    '$type of an _id',
    [{ _id: 'x' }, { _id: id }, { _id: 3 }],
    { _id: { $type: 'objectId' } },
    [id],
  ),
  mayRefuse(
    refusal.pattern,
    finds(
      '$regex of an _id',
      [{ _id: 'job/1' }, { _id: 'job/2' }, { _id: 'x' }],
      { _id: { $regex: '^job/' } },
      ['job/1', 'job/2'],
    ),
  ),
  finds('dates to a limit', [{ a: early }, { a: late }], { a: { $lte: early } }, [1]),
  finds(
    'dates before another',
    [{ a: early }, { a: late }, { a: null }],
    { a: { $lt: late } },
    [1],
  ),
  finds('a period', [{ a: early }, { a: late }], { a: { $gte: early, $lt: late } }, [1]),
  finds(
    'dates before 1970',
    [{ a: new Date(-5) }, { a: new Date(5) }],
    { a: { $lt: new Date(0) } },
    [1],
  ),
  finds('$or with $in', numbers, { $or: [{ a: { $in: [1] } }, { a: { $in: ['x'] } }] }, [1, 6, 7]),
  finds('$or with $lte', numbers, { $or: [{ a: { $lte: 1 } }, { a: 'x' }] }, [1, 6, 7]),
  finds('$and in $or', numbers, { $or: [{ $and: [{ a: 1 }, { a: 5 }] }, { a: 3 }] }, [3, 7]),
  finds(
    '$or in $and',
    numbers,
    { $and: [{ $or: [{ a: 1 }, { a: 2 }] }, { a: { $ne: 2 } }] },
    [1, 7],
  ),
  mayRefuse(
    refusal.operator,
    finds('$nor of two fields', numbers, { $nor: [{ a: 1, _id: 1 }] }, [2, 3, 4, 5, 6, 7]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$not with $in', numbers, { a: { $not: { $in: [1, null] } } }, [2, 3, 6]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$not with $exists', numbers, { a: { $not: { $exists: true } } }, [4]),
  ),
  finds('arrays in arrays', [{ a: [[{ b: 1 }]] }, { a: [{ b: 1 }] }], { 'a.b': 1 }, [2]),
  finds('an index beyond the array', [{ a: [1] }, { a: {} }], { 'a.3': null }, [2]),
  mayRefuse(
    refusal.type,
    finds('a number as a field', [{ a: { 0: 'x' } }, { a: ['x'] }], { 'a.0': 'x' }, [1, 2]),
  ),
  finds('an element that is an array', arrays, { 'a.0': 1 }, [2]),
  finds('an element that is an array, by $ne', arrays, { 'a.0': { $ne: 1 } }, [1]),
  finds('an element that is an array, by $type', arrays, { 'a.0': { $type: 'int' } }, [2]),
  finds('an element that is an array, whole', arrays, { 'a.0': [1, 2] }, [1]),
  finds('an element of an element', arrays, { 'a.0.1': 2 }, [1]),
  finds('a document in an element that is an array', [{ a: [[{ b: 1 }]] }], { 'a.0.b': 1 }, []),
  finds('an empty document', [{ a: {} }, { a: { b: 1 } }, {}], { a: {} }, [1]),
  finds('null in a document', [{ a: { b: null } }, { a: {} }], { a: { b: null } }, [1]),
  finds('null in an array', [{ a: [null] }, { a: [] }, { a: [1] }], { a: null }, [1]),
  finds('$exists of an empty array', [{ a: [] }, {}], { a: { $exists: true } }, [1]),
  finds('$eq with an array', [{ a: [[1]] }, { a: [1] }, { a: 1 }], { a: { $eq: [1] } }, [1, 2]),
  finds(
    '$in with an array',
    [{ a: [1, 2] }, { a: [[1, 2]] }, { a: [1] }],
    { a: { $in: [[1, 2]] } },
    [1, 2],
  ),
  finds('$ne with an array', [{ a: [1, 2] }, { a: [1] }], { a: { $ne: [1, 2] } }, [2]),
  finds('$gte of an array', [{ a: [2] }, { a: [1] }, { a: 5 }], { a: { $gte: [2] } }, [1]),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch of arrays',
      [{ a: [[1, 2], [3]] }, { a: [3] }],
      { a: { $elemMatch: { $elemMatch: { $eq: 3 } } } },
      [1],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch with $ne',
      [{ a: [1, 2] }, { a: [1] }, { a: [] }],
      { a: { $elemMatch: { $ne: 1 } } },
      [1],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch with $size',
      [{ a: [[1, 2]] }, { a: [[1], 2] }, { a: [1, 2] }],
      { a: { $elemMatch: { $size: 2 } } },
      [1],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch with $not',
      [{ a: [[1, 2]] }, { a: [[1], 2] }],
      { a: { $elemMatch: { $not: { $size: 1 } } } },
      [1, 2],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch with a whole array',
      [{ a: [[1]] }, { a: [1] }],
      { a: { $elemMatch: { $eq: [[1]] } } },
      [],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$size of a nested array', nested, { 'a.b': { $size: 2 } }, [3]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$all of a nested field', nested, { 'a.b': { $all: [1, 2] } }, [2, 3]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$mod of a double', [{ a: 7.9 }, { a: 8 }], { a: { $mod: [4, 3] } }, [1]),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$type of long, int and double',
      [{ a: Long.fromNumber(1) }, { a: 1 }, { a: 1.5 }],
      { a: { $type: ['int', 'double'] } },
      [2, 3],
    ),
  ),
  mayRefuse(
    refusal.type,
    finds(
      '$type of decimals',
      [{ a: Decimal128.fromString('1.5') }, { a: 1.5 }],
      { a: { $type: 'decimal' } },
      [1],
    ),
  ),
  finds(
    '$type of a document in an array',
    [{ a: [{ b: 1 }] }, { a: { b: 1 } }, { a: [1] }],
    { a: { $type: 'object' } },
    [1, 2],
  ),
];
