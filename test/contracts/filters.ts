import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { type ContractCase, findFails, finds, mayRefuse, refusal } from './case.js';

const numbers = [{ a: 1 }, { a: 2 }, { a: 3 }, {}, { a: null }, { a: 'x' }, { a: [1, 5] }];
const nested = [
  { a: { b: 1 } },
  { a: [{ b: 1 }, { b: 2 }] },
  { a: { b: [1, 2] } },
  { a: [] },
  { a: 5 },
  {},
  { a: [{ c: 1 }] },
  { a: [1, 2] },
];
const id = new ObjectId('65a000000000000000000001');
const early = new Date('2026-01-01T00:00:00Z');
const late = new Date('2026-06-01T00:00:00Z');
const mixed = [
  { a: new MinKey() },
  { a: null },
  { a: 5 },
  { a: 'text' },
  { a: { b: 1 } },
  { a: new Binary(Buffer.from('x')) },
  { a: id },
  { a: true },
  { a: early },
  { a: new Timestamp({ t: 1, i: 1 }) },
  { a: new BSONRegExp('x') },
  { a: new MaxKey() },
];

export const filterCases: readonly ContractCase[] = [
  finds('an empty filter finds everything', numbers, {}, [1, 2, 3, 4, 5, 6, 7]),
  finds('equality of a number', numbers, { a: 2 }, [2]),
  finds('equality looks into arrays', numbers, { a: 5 }, [7]),
  finds('equality with null finds missing fields, too', numbers, { a: null }, [4, 5]),
  finds('$eq', numbers, { a: { $eq: 3 } }, [3]),
  finds('$ne finds missing fields, too', numbers, { a: { $ne: 1 } }, [2, 3, 4, 5, 6]),
  finds('$ne null', numbers, { a: { $ne: null } }, [1, 2, 3, 6, 7]),
  finds('$gt compares numbers with numbers alone', numbers, { a: { $gt: 1 } }, [2, 3, 7]),
  finds('$gte', numbers, { a: { $gte: 2 } }, [2, 3, 7]),
  finds('$lt', numbers, { a: { $lt: 2 } }, [1, 7]),
  finds('$lte', numbers, { a: { $lte: 2 } }, [1, 2, 7]),
  finds('$gte null finds null and missing', numbers, { a: { $gte: null } }, [4, 5]),
  finds('$gt null finds nothing', numbers, { a: { $gt: null } }, []),
  finds('$gt of a string', numbers, { a: { $gt: 'a' } }, [6]),
  finds('two bounds may be met by two elements', numbers, { a: { $gt: 3, $lt: 2 } }, [7]),
  finds('$in', numbers, { a: { $in: [1, 3] } }, [1, 3, 7]),
  finds('$in with null finds missing fields', numbers, { a: { $in: [null, 2] } }, [2, 4, 5]),
  finds('$in with nothing finds nothing', numbers, { a: { $in: [] } }, []),
  mayRefuse(
    refusal.type,
    finds('$in with a regular expression', numbers, { a: { $in: [/^x/] } }, [6]),
  ),
  finds('$nin finds missing fields, too', numbers, { a: { $nin: [1, 2] } }, [3, 4, 5, 6]),
  finds('$nin with null', numbers, { a: { $nin: [null] } }, [1, 2, 3, 6, 7]),
  finds('$nin with nothing finds everything', numbers, { a: { $nin: [] } }, [1, 2, 3, 4, 5, 6, 7]),
  finds('$exists true counts null', numbers, { a: { $exists: true } }, [1, 2, 3, 5, 6, 7]),
  finds('$exists false', numbers, { a: { $exists: false } }, [4]),
  finds('$exists 0', numbers, { a: { $exists: 0 } }, [4]),
  finds('$type by name', numbers, { a: { $type: 'string' } }, [6]),
  mayRefuse(
    refusal.operator,
    finds('$type number', numbers, { a: { $type: 'number' } }, [1, 2, 3, 7]),
  ),
  finds('$type null does not find missing fields', numbers, { a: { $type: 'null' } }, [5]),
  finds('$type array', numbers, { a: { $type: 'array' } }, [7]),
  mayRefuse(refusal.operator, finds('$type by number', numbers, { a: { $type: 2 } }, [6])),
  mayRefuse(
    refusal.operator,
    finds('$type with several', numbers, { a: { $type: ['string', 'null'] } }, [5, 6]),
  ),
  mayRefuse(refusal.operator, finds('$not', numbers, { a: { $not: { $gt: 1 } } }, [1, 4, 5, 6])),
  mayRefuse(
    refusal.type,
    finds('$not with a regular expression', numbers, { a: { $not: /x/ } }, [1, 2, 3, 4, 5, 7]),
  ),
  finds('$and', numbers, { $and: [{ a: { $gt: 1 } }, { a: { $lt: 3 } }] }, [2, 7]),
  finds('$or', numbers, { $or: [{ a: 1 }, { a: 'x' }] }, [1, 6, 7]),
  mayRefuse(refusal.operator, finds('$nor', numbers, { $nor: [{ a: 1 }, { a: null }] }, [2, 3, 6])),
  finds('conditions beside $or', numbers, { a: { $gt: 2 }, $or: [{ a: 1 }, { a: 3 }] }, [3, 7]),
  mayRefuse(
    refusal.operator,
    finds('$comment is ignored', numbers, { a: 1, $comment: 'why' }, [1, 7]),
  ),

  finds('a dotted path into a document', nested, { 'a.b': 1 }, [1, 2, 3]),
  finds('a dotted path through an array', nested, { 'a.b': 2 }, [2, 3]),
  finds('a dotted path with an index', nested, { 'a.0.b': 1 }, [2]),
  finds('an index at the end', nested, { 'a.1': 2 }, [8]),
  finds('null at a dotted path', nested, { 'a.b': null }, [5, 6, 7]),
  finds('$exists at a dotted path', nested, { 'a.b': { $exists: true } }, [1, 2, 3]),
  finds('$exists false at a dotted path', nested, { 'a.b': { $exists: false } }, [4, 5, 6, 7, 8]),
  finds('$ne at a dotted path', nested, { 'a.b': { $ne: 1 } }, [4, 5, 6, 7, 8]),
  finds('an empty array by equality', nested, { a: [] }, [4]),
  finds('a whole array by equality', nested, { a: [1, 2] }, [8]),
  finds('a whole document by equality', nested, { a: { b: 1 } }, [1, 2]),

  finds('order of keys counts in equality', [{ a: { x: 1, y: 2 } }], { a: { y: 2, x: 1 } }, []),
  finds('equality of documents is whole', [{ a: { x: 1, y: 2 } }], { a: { x: 1 } }, []),
  finds('an array in an array', [{ a: [[1, 2]] }, { a: [1, 2] }], { a: [1, 2] }, [1, 2]),
  finds('order of elements counts', [{ a: [1, 2] }], { a: [2, 1] }, []),

  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch by fields',
      [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }, { c: 2 }] }],
      { a: { $elemMatch: { b: 1, c: 2 } } },
      [1],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch by value',
      [{ a: [1, 5] }, { a: [3] }, { a: 3 }],
      { a: { $elemMatch: { $gt: 2, $lt: 4 } } },
      [2],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$elemMatch with $or',
      [{ a: [{ b: 1 }] }, { a: [{ c: 2 }] }, { a: [{}] }],
      { a: { $elemMatch: { $or: [{ b: 1 }, { c: 2 }] } } },
      [1, 2],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$elemMatch needs an array', [{ a: { b: 1 } }], { a: { $elemMatch: { b: 1 } } }, []),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$not with $elemMatch',
      [{ a: [1] }, { a: [2] }],
      { a: { $not: { $elemMatch: { $eq: 1 } } } },
      [2],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$all', [{ a: [1, 2, 3] }, { a: [1] }, { a: 1 }], { a: { $all: [1, 2] } }, [1]),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$all with one value matches a scalar',
      [{ a: [1, 2] }, { a: 1 }],
      { a: { $all: [1] } },
      [1, 2],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$all with nothing finds nothing', [{ a: [] }, { a: [1] }], { a: { $all: [] } }, []),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$all with $elemMatch',
      [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }] }],
      { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
      [1],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$size', [{ a: [] }, { a: [1, 2] }, { a: 1 }, {}], { a: { $size: 2 } }, [2]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$size 0 does not find missing fields', [{ a: [] }, {}], { a: { $size: 0 } }, [1]),
  ),
  mayRefuse(
    refusal.operator,
    finds(
      '$mod',
      [{ a: 4 }, { a: 5 }, { a: -3 }, { a: 'x' }, { a: 4.9 }],
      { a: { $mod: [4, 0] } },
      [1, 5],
    ),
  ),
  mayRefuse(
    refusal.operator,
    finds('$mod of a negative number', [{ a: -5 }], { a: { $mod: [4, -1] } }, [1]),
  ),

  mayRefuse(
    refusal.pattern,
    finds(
      '$regex',
      [{ a: 'Ada' }, { a: 'ada' }, { a: 1 }, { a: ['x', 'Adam'] }],
      { a: { $regex: '^Ad' } },
      [1, 4],
    ),
  ),
  mayRefuse(
    refusal.pattern,
    finds(
      '$regex with $options',
      [{ a: 'Ada' }, { a: 'ada' }],
      { a: { $regex: '^ad', $options: 'i' } },
      [1, 2],
    ),
  ),
  mayRefuse(
    refusal.pattern,
    finds('$options before $regex', [{ a: 'Ada' }], { a: { $options: 'i', $regex: '^ad' } }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds('a regular expression as a value', [{ a: 'x.y' }, { a: 'xzy' }], { a: /x\.y/ }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds('a regular expression over lines', [{ a: 'one\ntwo' }], { a: /^two$/m }, [1]),
  ),
  mayRefuse(
    refusal.pattern,
    finds(
      'a regular expression where the dot is a line end',
      [{ a: 'a\nb' }],
      { a: { $regex: 'a.b', $options: 's' } },
      [1],
    ),
  ),

  mayRefuse(
    refusal.type,
    finds('a dollar before the last line end', [{ a: 'x\n' }, { a: 'x\ny' }], { a: /x$/ }, [1]),
  ),
  mayRefuse(refusal.type, finds('a dollar at each line end', [{ a: 'x\ny' }], { a: /x$/m }, [1])),
  mayRefuse(
    refusal.type,
    finds('a dot and a carriage return', [{ a: 'a\rb' }, { a: 'a\nb' }], { a: /a.b/ }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds(
      'dots and dollars in classes and escaped',
      [{ a: 'a.$' }, { a: 'abc' }],
      { a: /a[.][$]/ },
      [1],
    ),
  ),
  mayRefuse(
    refusal.type,
    finds('an escaped dot and dollar', [{ a: 'a.$' }, { a: 'ab$' }], { a: /^a\.\$/ }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds(
      '$eq with a regular expression finds the expression itself',
      [{ a: 'x' }, { a: new BSONRegExp('x') }],
      { a: { $eq: new BSONRegExp('x') } },
      [2],
    ),
  ),
  mayRefuse(refusal.type, findFails('$ne with a regular expression', { a: { $ne: /x/ } }, 2)),
  mayRefuse(refusal.type, findFails('$gt with a regular expression', { a: { $gt: /x/ } }, 2)),
  finds('a date by equality', [{ a: early }, { a: late }], { a: early }, [1]),
  finds('dates by range', [{ a: early }, { a: late }, { a: 0 }], { a: { $gt: early } }, [2]),
  finds('a date is no number', [{ a: early }], { a: { $gt: 0 } }, []),
  finds('an ObjectId by equality', [{ a: id }, { a: id.toHexString() }], { a: id }, [1]),
  finds(
    'ObjectIds by range',
    [{ a: id }, { a: new ObjectId('65a000000000000000000002') }],
    { a: { $gt: id } },
    [2],
  ),
  finds('booleans by range', [{ a: true }, { a: false }, { a: 1 }], { a: { $gt: false } }, [1]),
  finds('true is not 1', [{ a: true }, { a: 1 }], { a: 1 }, [2]),
  finds(
    'binary by equality',
    [{ a: new Binary(Buffer.from('xy')) }, { a: new Binary(Buffer.from('xz')) }],
    { a: new Binary(Buffer.from('xy')) },
    [1],
  ),
  finds(
    'binary of another subtype',
    [{ a: new Binary(Buffer.from('xy'), 0) }],
    { a: new Binary(Buffer.from('xy'), 5) },
    [],
  ),
  finds(
    'binary orders by length first',
    [{ a: new Binary(Buffer.from('z')) }, { a: new Binary(Buffer.from('aa')) }],
    { a: { $gt: new Binary(Buffer.from('z')) } },
    [2],
  ),
  finds(
    'long equals int',
    [{ a: Long.fromNumber(5) }, { a: 5 }, { a: new Double(5) }],
    { a: 5 },
    [1, 2, 3],
  ),
  finds(
    'int equals long',
    [{ a: 5 }, { a: Long.fromNumber(5) }],
    { a: Long.fromNumber(5) },
    [1, 2],
  ),
  finds(
    'longs beyond 2^53 are told apart',
    [{ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }],
    { a: Long.fromString('9007199254740993') },
    [1],
  ),
  finds(
    'longs beyond 2^53 by range',
    [{ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }],
    { a: { $gt: Long.fromString('9007199254740992') } },
    [1],
  ),
  finds(
    'a long and a double beyond 2^53',
    [{ a: Long.fromString('9007199254740993') }],
    { a: { $gt: 9007199254740992 } },
    [1],
  ),
  mayRefuse(
    refusal.type,
    finds(
      'a whole decimal equals an int',
      [{ a: Decimal128.fromString('5') }, { a: Decimal128.fromString('5.0') }],
      { a: 5 },
      [1, 2],
    ),
  ),
  mayRefuse(
    refusal.type,
    finds(
      'decimals by range',
      [{ a: Decimal128.fromString('0.1') }, { a: Decimal128.fromString('0.3') }],
      { a: { $gt: Decimal128.fromString('0.2') } },
      [2],
    ),
  ),
  finds('zero equals negative zero', [{ a: 0 }, { a: -0 }], { a: 0 }, [1, 2]),
  finds('NaN equals NaN', [{ a: Number.NaN }, { a: 1 }], { a: Number.NaN }, [1]),
  finds('NaN is not less than a number', [{ a: Number.NaN }, { a: 0 }], { a: { $lt: 1 } }, [2]),
  finds('infinity', [{ a: Number.POSITIVE_INFINITY }, { a: 1e308 }], { a: { $gt: 1e308 } }, [1]),
  finds('negative numbers', [{ a: -2 }, { a: -1 }, { a: -1.5 }], { a: { $lt: -1 } }, [1, 3]),
  finds(
    'strings order by their bytes',
    [{ a: '\u{1F600}' }, { a: '\uFF5E' }],
    { a: { $gt: '\uFF5E' } },
    [1],
  ),
  finds('strings with NUL', [{ a: 'a\u0000b' }, { a: 'a' }], { a: { $gt: 'a' } }, [1]),
  finds('an empty string', [{ a: '' }, {}, { a: null }], { a: '' }, [1]),
  finds(
    'documents by range compare field by field',
    [{ a: { b: 1 } }, { a: { b: 2 } }, { a: { a: 9 } }],
    { a: { $gt: { b: 1 } } },
    [2],
  ),
  finds('arrays by range', [{ a: [1, 2] }, { a: [1, 3] }, { a: [0] }], { a: { $gt: [1, 2] } }, [2]),
  mayRefuse(
    refusal.type,
    finds(
      '$gt of MinKey finds other types',
      mixed,
      { a: { $gt: new MinKey() } },
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ),
  ),
  mayRefuse(
    refusal.type,
    finds(
      '$lt of MaxKey finds other types',
      mixed,
      { a: { $lt: new MaxKey() } },
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ),
  ),
  mayRefuse(
    refusal.type,
    finds('timestamps by equality', mixed, { a: new Timestamp({ t: 1, i: 1 }) }, [10]),
  ),
  finds('a field name with a dollar inside', [{ a$b: 1 }], { a$b: 1 }, [1]),

  findFails('an unknown operator', { a: { $foo: 1 } }, 2),
  findFails('an unknown logical operator', { $foo: [] }, 2),
  findFails('$in without an array', { a: { $in: 1 } }, 2),
  findFails('$in with an operator', { a: { $in: [{ $gt: 1 }] } }, 2),
  findFails('$nin without an array', { a: { $nin: 1 } }, 2),
  findFails('$and without an array', { $and: {} }, 2),
  findFails('$or with nothing', { $or: [] }, 2),
  findFails('$and with a scalar', { $and: [1] }, 2),
  findFails('$not with a value', { a: { $not: 1 } }, 2),
  findFails('$all without an array', { a: { $all: 1 } }, 2),
  findFails('$elemMatch without a document', { a: { $elemMatch: 1 } }, 2),
  findFails('$size with a negative number', { a: { $size: -1 } }, 2),
  findFails('$mod with one number', { a: { $mod: [1] } }, 2),
  findFails('$mod by zero', { a: { $mod: [0, 0] } }, 2),
  findFails('$type of an unknown type', { a: { $type: 'foo' } }, 2),
  findFails('$options without $regex', { a: { $options: 'i' } }, 2),
  findFails('an invalid regular expression', { a: { $regex: '(' } }, 51091),
  findFails('operators mixed with fields', { a: { $gt: 1, b: 2 } }, 2),
  mayRefuse(
    refusal.operator,
    finds(
      '$expr',
      [
        { a: 1, b: 2 },
        { a: 3, b: 2 },
      ],
      { $expr: { $gt: ['$a', '$b'] } },
      [2],
    ),
  ),
  mayRefuse(refusal.operator, finds('$where', [{ a: 1 }], { $where: 'this.a === 1' }, [1])),
  mayRefuse(
    refusal.operator,
    finds('$jsonSchema', [{ a: 1 }, {}], { $jsonSchema: { required: ['a'] } }, [1]),
  ),
  mayRefuse(
    refusal.operator,
    finds('$bitsAllSet', [{ a: 3 }, { a: 4 }], { a: { $bitsAllSet: 1 } }, [1]),
  ),
  mayRefuse(
    refusal.regexOption,
    finds(
      '$regex with extended syntax',
      [{ a: 'ab' }],
      { a: { $regex: 'a b', $options: 'x' } },
      [1],
    ),
  ),
];
