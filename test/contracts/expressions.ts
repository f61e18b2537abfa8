/* oxlint-disable unicorn/no-thenable -- $cond and $switch have a field of that name */
import { type ContractCase, evaluates, evaluationFails, mayRefuse, refusal } from './case.js';

const one = { a: 1, b: 2.5, s: 'Ada', n: null, l: [1, 2, 3], d: new Date(1000), o: { x: 1 } };

export const expressionCases: readonly ContractCase[] = [
  evaluates('a field', one, '$a', 1),
  mayRefuse(refusal.expression, evaluates('a nested field', one, '$o.x', 1)),
  evaluates('a missing field', one, '$zzz', null),
  mayRefuse(
    refusal.expression,
    evaluates('a field through an array', { l: [{ x: 1 }, { y: 2 }, { x: 3 }] }, '$l.x', [1, 3]),
  ),
  mayRefuse(refusal.expression, evaluates('$literal', one, { $literal: '$a' }, '$a')),
  mayRefuse(
    refusal.expression,
    evaluates('an array of expressions', one, ['$a', '$zzz'], [1, null]),
  ),
  mayRefuse(refusal.expression, evaluates('$add', one, { $add: ['$a', '$b', 1] }, 4.5)),
  mayRefuse(refusal.expression, evaluates('$add with null', one, { $add: ['$a', '$n'] }, null)),
  mayRefuse(
    refusal.expression,
    evaluates('$add with a missing field', one, { $add: ['$a', '$zzz'] }, null),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$add to a date', one, { $add: ['$d', 500] }, new Date(1500)),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$add beyond 32 bits', { a: 2147483647 }, { $add: ['$a', 1] }, 2147483648),
  ),
  mayRefuse(refusal.expression, evaluates('$subtract', one, { $subtract: ['$b', '$a'] }, 1.5)),
  mayRefuse(
    refusal.expression,
    evaluates('$subtract of dates', one, { $subtract: ['$d', new Date(400)] }, 600),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$subtract of a number from a date', one, { $subtract: ['$d', 400] }, new Date(600)),
  ),
  mayRefuse(refusal.expression, evaluates('$multiply', one, { $multiply: ['$b', 2] }, 5)),
  mayRefuse(refusal.expression, evaluates('$divide', one, { $divide: ['$a', 4] }, 0.25)),
  mayRefuse(refusal.expression, evaluates('$divide with null', one, { $divide: ['$n', 4] }, null)),
  mayRefuse(refusal.expression, evaluates('$mod', { a: -7 }, { $mod: ['$a', 3] }, -1)),
  mayRefuse(refusal.expression, evaluates('$abs', { a: -7 }, { $abs: '$a' }, 7)),
  mayRefuse(refusal.expression, evaluates('$floor', { a: -1.5 }, { $floor: '$a' }, -2)),
  mayRefuse(refusal.expression, evaluates('$ceil', { a: 1.2 }, { $ceil: '$a' }, 2)),
  mayRefuse(refusal.expression, evaluates('$eq', one, { $eq: ['$a', 1] }, true)),
  mayRefuse(
    refusal.expression,
    evaluates('$eq tells missing from null', one, { $eq: ['$zzz', null] }, false),
  ),
  mayRefuse(refusal.expression, evaluates('$ne', one, { $ne: ['$a', 1] }, false)),
  mayRefuse(
    refusal.expression,
    evaluates('$gt compares across types', one, { $gt: ['$s', 5] }, true),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$lt of missing and null', one, { $lt: ['$zzz', null] }, true),
  ),
  mayRefuse(refusal.expression, evaluates('$gte', one, { $gte: ['$a', 1] }, true)),
  mayRefuse(refusal.expression, evaluates('$lte', one, { $lte: ['$b', 1] }, false)),
  mayRefuse(refusal.expression, evaluates('$cmp', one, { $cmp: ['$a', '$b'] }, -1)),
  mayRefuse(refusal.expression, evaluates('$and', one, { $and: ['$a', '$s'] }, true)),
  mayRefuse(refusal.expression, evaluates('$and of nothing', one, { $and: [] }, true)),
  mayRefuse(refusal.expression, evaluates('$and with null', one, { $and: ['$a', '$n'] }, false)),
  mayRefuse(refusal.expression, evaluates('$or', one, { $or: ['$n', '$zzz', 0] }, false)),
  mayRefuse(
    refusal.expression,
    evaluates('$or takes an empty string for true', one, { $or: [{ $literal: '' }] }, true),
  ),
  mayRefuse(refusal.expression, evaluates('$not', one, { $not: ['$n'] }, true)),
  mayRefuse(
    refusal.expression,
    evaluates('$cond as a list', one, { $cond: [{ $gt: ['$a', 0] }, 'yes', 'no'] }, 'yes'),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$cond as a document', one, { $cond: { if: '$n', then: 1, else: '$b' } }, 2.5),
  ),
  mayRefuse(refusal.expression, evaluates('$ifNull', one, { $ifNull: ['$n', '$zzz', 7] }, 7)),
  mayRefuse(refusal.expression, evaluates('$ifNull of something', one, { $ifNull: ['$a', 7] }, 1)),
  mayRefuse(refusal.expression, evaluates('$concat', one, { $concat: ['$s', '!'] }, 'Ada!')),
  mayRefuse(
    refusal.expression,
    evaluates('$concat with null', one, { $concat: ['$s', '$n'] }, null),
  ),
  mayRefuse(refusal.expression, evaluates('$size', one, { $size: '$l' }, 3)),
  mayRefuse(refusal.expression, evaluates('$in', one, { $in: [2, '$l'] }, true)),
  mayRefuse(refusal.expression, evaluates('$arrayElemAt', one, { $arrayElemAt: ['$l', 0] }, 1)),
  mayRefuse(
    refusal.expression,
    evaluates('$arrayElemAt from the end', one, { $arrayElemAt: ['$l', -1] }, 3),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$arrayElemAt out of bounds', one, { $arrayElemAt: ['$l', 9] }, null),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$mergeObjects', one, { $mergeObjects: ['$o', { y: 2 }, '$n'] }, { x: 1, y: 2 }),
  ),
  mayRefuse(refusal.expression, evaluates('$type', one, { $type: '$b' }, 'double')),
  mayRefuse(
    refusal.expression,
    evaluates('$type of a missing field', one, { $type: '$zzz' }, 'missing'),
  ),
  mayRefuse(refusal.expression, evaluates('$isArray', one, { $isArray: '$l' }, true)),
  mayRefuse(refusal.expression, evaluates('$$ROOT', { a: 1 }, '$$ROOT', { _id: 1, a: 1 })),
  mayRefuse(refusal.expression, evaluates('$$REMOVE', one, '$$REMOVE', null)),
  mayRefuse(
    refusal.expression,
    evaluates(
      '$dateToString',
      one,
      { $dateToString: { date: '$d', format: '%Y-%m-%d' } },
      '1970-01-01',
    ),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$dateTrunc', one, { $dateTrunc: { date: '$d', unit: 'day' } }, new Date(0)),
  ),
  mayRefuse(
    refusal.expression,
    evaluates(
      '$dateAdd of a month',
      { d: new Date('2026-01-31') },
      { $dateAdd: { startDate: '$d', unit: 'month', amount: 1 } },
      new Date('2026-02-28'),
    ),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$map', one, { $map: { input: '$l', in: { $add: ['$$this', 1] } } }, [2, 3, 4]),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$filter', one, { $filter: { input: '$l', cond: { $gt: ['$$this', 1] } } }, [2, 3]),
  ),
  mayRefuse(
    refusal.expression,
    evaluates(
      '$reduce',
      one,
      { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
      6,
    ),
  ),
  mayRefuse(
    refusal.expression,
    evaluates('$switch', one, { $switch: { branches: [{ case: true, then: 1 }] } }, 1),
  ),
  mayRefuse(refusal.expression, evaluates('$toUpper', one, { $toUpper: '$s' }, 'ADA')),
  mayRefuse(refusal.expression, evaluates('$toString', one, { $toString: '$a' }, '1')),
  mayRefuse(refusal.expression, evaluates('$round', { a: 2.5 }, { $round: ['$a', 0] }, 2)),
  mayRefuse(refusal.expression, evaluates('$max of a list', one, { $max: ['$a', '$b'] }, 2.5)),
  mayRefuse(refusal.expression, evaluates('$sum of a list', one, { $sum: ['$a', '$b'] }, 3.5)),
  evaluationFails('an unknown expression', one, { $foo: 1 }, 168),
  mayRefuse(refusal.expression, evaluationFails('$divide by zero', one, { $divide: ['$a', 0] }, 2)),
  mayRefuse(refusal.expression, evaluationFails('$mod by zero', one, { $mod: ['$a', 0] }, 16610)),
  mayRefuse(refusal.expression, evaluationFails('$add of a string', one, { $add: ['$s', 1] }, 14)),
  mayRefuse(
    refusal.expression,
    evaluationFails('$multiply of a boolean', { a: true }, { $multiply: ['$a', 1] }, 14),
  ),
  mayRefuse(
    refusal.expression,
    evaluationFails('$concat of a number', one, { $concat: ['$a'] }, 16702),
  ),
  mayRefuse(refusal.expression, evaluationFails('$size of a scalar', one, { $size: '$a' }, 17124)),
  mayRefuse(
    refusal.expression,
    evaluationFails('$in with a scalar', one, { $in: [1, '$a'] }, 40081),
  ),
  mayRefuse(refusal.expression, evaluationFails('too few arguments', one, { $eq: ['$a'] }, 16020)),
  mayRefuse(
    refusal.expression,
    evaluationFails('two operators at once', one, { $add: [1], $abs: 1 }, 15983),
  ),
];
