import { Decimal128, Long, ObjectId } from 'mongodb';
import { aggregates, type ContractCase, mayRefuse, refusal } from './case.js';

const sales = [
  { team: 'a', n: 1, at: new Date(1) },
  { team: 'b', n: 2.5, at: new Date(2) },
  { team: 'a', n: 3, at: new Date(3) },
  { team: null, n: 'x' },
  { n: null },
];
const byTeam = { $sort: { _id: 1 } };

export const stageCases: readonly ContractCase[] = [
  aggregates('no stages', [{ a: 1 }], [], [{ _id: 1, a: 1 }]),
  aggregates('$match', [{ a: 1 }, { a: 2 }], [{ $match: { a: 2 } }], [{ _id: 2, a: 2 }]),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$match later',
      [{ a: 1 }, { a: 2 }],
      [{ $sort: { a: -1 } }, { $match: { a: 1 } }],
      [{ _id: 1, a: 1 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$sort, $skip and $limit',
      [{ a: 3 }, { a: 1 }, { a: 2 }],
      [{ $sort: { a: 1 } }, { $skip: 1 }, { $limit: 1 }],
      [{ _id: 3, a: 2 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$sort by two fields',
      [
        { a: 1, b: 1 },
        { a: 1, b: 2 },
        { a: 0, b: 3 },
      ],
      [{ $sort: { a: -1, b: -1 } }, { $project: { _id: 1 } }],
      [{ _id: 2 }, { _id: 1 }, { _id: 3 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$sort puts types in their order',
      [
        { a: 'x' },
        { a: 1 },
        { a: null },
        {},
        { a: true },
        { a: { b: 1 } },
        { a: new Date(0) },
        { a: new ObjectId() },
      ],
      [{ $sort: { a: 1, _id: 1 } }, { $project: { _id: 1 } }],
      [
        { _id: 3 },
        { _id: 4 },
        { _id: 2 },
        { _id: 1 },
        { _id: 6 },
        { _id: 8 },
        { _id: 5 },
        { _id: 7 },
      ],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$sort takes the least element of an array',
      [{ a: [5, 1] }, { a: 3 }, { a: [] }],
      [{ $sort: { a: 1 } }, { $project: { _id: 1 } }],
      [{ _id: 3 }, { _id: 1 }, { _id: 2 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$sort takes the greatest element downwards',
      [{ a: [5, 1] }, { a: 3 }],
      [{ $sort: { a: -1 } }, { $project: { _id: 1 } }],
      [{ _id: 1 }, { _id: 2 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $sum',
      sales,
      [{ $group: { _id: '$team', n: { $sum: '$n' } } }, byTeam],
      [
        { _id: null, n: 0 },
        { _id: 'a', n: 4 },
        { _id: 'b', n: 2.5 },
      ],
    ),
  ),
  aggregates(
    '$group of everything',
    sales,
    [{ $group: { _id: null, n: { $sum: 1 } } }],
    [{ _id: null, n: 5 }],
  ),
  aggregates(
    '$group by a number',
    [{ a: 1 }, { a: 2 }],
    [{ $match: { a: { $gt: 0 } } }, { $group: { _id: 1, n: { $sum: 1 }, m: { $sum: 1 } } }],
    [{ _id: 1, n: 2, m: 2 }],
  ),
  aggregates('$group of nothing', [], [{ $group: { _id: null, n: { $sum: 1 } } }], []),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $avg',
      sales,
      [{ $group: { _id: '$team', n: { $avg: '$n' } } }, byTeam],
      [
        { _id: null, n: null },
        { _id: 'a', n: 2 },
        { _id: 'b', n: 2.5 },
      ],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $min and $max',
      sales,
      [
        { $match: { team: { $ne: null } } },
        { $group: { _id: null, least: { $min: '$n' }, most: { $max: '$n' } } },
      ],
      [{ _id: null, least: 1, most: 3 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$min and $max skip null and missing',
      [{ a: null }, {}, { a: 2 }],
      [{ $group: { _id: null, least: { $min: '$a' }, most: { $max: '$a' } } }],
      [{ _id: null, least: 2, most: 2 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$max of nothing is null',
      [{}],
      [{ $group: { _id: null, most: { $max: '$a' } } }],
      [{ _id: null, most: null }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$group with $first and $last',
      sales,
      [
        { $match: { team: 'a' } },
        { $sort: { at: 1 } },
        { $group: { _id: '$team', first: { $first: '$n' }, last: { $last: '$n' } } },
      ],
      [{ _id: 'a', first: 1, last: 3 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $push',
      sales,
      [{ $match: { team: 'a' } }, { $group: { _id: '$team', all: { $push: '$n' } } }],
      [{ _id: 'a', all: [1, 3] }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$push of documents',
      sales,
      [{ $match: { team: 'b' } }, { $group: { _id: 1, all: { $push: { t: '$team', n: '$n' } } } }],
      [{ _id: 1, all: [{ t: 'b', n: 2.5 }] }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$push skips missing values',
      [{ a: 1 }, {}],
      [{ $group: { _id: null, all: { $push: '$a' } } }],
      [{ _id: null, all: [1] }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $addToSet',
      [{ a: 1 }, { a: 1 }],
      [{ $group: { _id: null, all: { $addToSet: '$a' } } }],
      [{ _id: null, all: [1] }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$group with $count',
      sales,
      [{ $match: { team: 'a' } }, { $group: { _id: '$team', n: { $count: {} } } }],
      [{ _id: 'a', n: 2 }],
    ),
  ),
  aggregates(
    '$group by a document',
    [{ a: 'x', b: 1 }, { a: 'y' }, { a: 'x', b: 1 }],
    [{ $match: { a: 'x' } }, { $group: { _id: { t: '$a', u: '$b', v: '$c' }, n: { $sum: 1 } } }],
    [{ _id: { t: 'x', u: 1 }, n: 2 }],
  ),
  aggregates(
    '$group by a document of one field takes a missing one for null',
    [{ a: null }, {}],
    [{ $group: { _id: { q: '$a' }, n: { $sum: 1 } } }],
    [{ _id: { q: null }, n: 2 }],
  ),
  aggregates(
    '$group with a dollar in a name',
    [{ a: 1 }],
    [{ $group: { _id: null, $n: { $sum: 1 } } }],
    40236,
  ),
  aggregates(
    '$group with an empty name',
    [{ a: 1 }],
    [{ $group: { _id: null, '': { $sum: 1 } } }],
    40352,
  ),
  aggregates(
    '$group by a name with a dollar',
    [{ a: 1 }],
    [{ $group: { _id: { q: '$a', $r: '$a' } } }],
    16410,
  ),
  aggregates('$group by an empty name', [{ a: 1 }], [{ $group: { _id: { '': '$a' } } }], 40352),
  aggregates(
    '$group joins numbers of different types',
    [{ a: 1 }, { a: Long.fromNumber(1) }],
    [{ $group: { _id: '$a', n: { $sum: 1 } } }],
    [{ _id: 1, n: 2 }],
  ),
  mayRefuse(
    refusal.expression,
    aggregates(
      '$group by a nested path',
      [{ a: { b: 1 } }],
      [{ $group: { _id: '$a.b' } }],
      [{ _id: 1 }],
    ),
  ),
  mayRefuse(
    refusal.type,
    aggregates(
      '$sum of decimals',
      [{ a: Decimal128.fromString('1') }],
      [
        { $group: { _id: null, n: { $sum: '$a' } } },
        { $match: { n: Decimal128.fromString('1') } },
        { $count: 'n' },
      ],
      [{ n: 1 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$sum skips what is no number',
      [{ a: 'x' }, { a: 1 }, {}],
      [{ $group: { _id: null, n: { $sum: '$a' } } }],
      [{ _id: null, n: 1 }],
    ),
  ),
  mayRefuse(
    refusal.accumulator,
    aggregates(
      '$sum of a condition',
      [{ a: 1 }, { a: 2 }],
      [{ $group: { _id: null, n: { $sum: { $cond: [{ $gt: ['$a', 1] }, 1, 0] } } } }],
      [{ _id: null, n: 1 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$project keeps', [{ a: 1, b: 2 }], [{ $project: { a: 1 } }], [{ _id: 1, a: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project leaves out',
      [{ a: 1, b: 2 }],
      [{ $project: { a: 0 } }],
      [{ _id: 1, b: 2 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$project without _id', [{ a: 1 }], [{ $project: { _id: 0, a: 1 } }], [{ a: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project of a nested field',
      [{ a: { b: 1, c: 2 } }],
      [{ $project: { _id: 0, 'a.b': 1 } }],
      [{ a: { b: 1 } }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project through an array',
      [{ a: [{ b: 1, c: 2 }, 5, { c: 3 }] }],
      [{ $project: { _id: 0, 'a.b': 1 } }],
      [{ a: [{ b: 1 }, {}] }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project with a computed field',
      [{ a: 2 }],
      [{ $project: { _id: 0, b: { $multiply: ['$a', 3] } } }],
      [{ b: 6 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project keeps and computes',
      [{ a: 2 }],
      [{ $project: { a: 1, b: '$a' } }],
      [{ _id: 1, a: 2, b: 2 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$project of a missing field gives none',
      [{ a: 2 }],
      [{ $project: { _id: 0, b: '$x' } }],
      [{}],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$addFields',
      [{ a: 1 }],
      [{ $addFields: { b: { $add: ['$a', 1] } } }],
      [{ _id: 1, a: 1, b: 2 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$set is $addFields', [{ a: 1 }], [{ $set: { a: 5 } }], [{ _id: 1, a: 5 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$addFields of a nested field',
      [{ a: { b: 1 } }],
      [{ $addFields: { 'a.c': 2 } }],
      [{ _id: 1, a: { b: 1, c: 2 } }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$addFields reads what was before the stage',
      [{ a: 1 }],
      [{ $addFields: { a: 2, b: '$a' } }],
      [{ _id: 1, a: 2, b: 1 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$unset', [{ a: 1, b: 2 }], [{ $unset: 'a' }], [{ _id: 1, b: 2 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$unset of several', [{ a: 1, b: 2 }], [{ $unset: ['a', 'b'] }], [{ _id: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$unwind',
      [{ a: [1, 2] }],
      [{ $unwind: '$a' }],
      [
        { _id: 1, a: 1 },
        { _id: 1, a: 2 },
      ],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$unwind drops empty, null and missing',
      [{ a: [] }, { a: null }, {}],
      [{ $unwind: '$a' }],
      [],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$unwind keeps a scalar', [{ a: 1 }], [{ $unwind: '$a' }], [{ _id: 1, a: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$unwind preserving',
      [{ a: [] }, { a: null }, {}],
      [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true } }],
      [{ _id: 1 }, { _id: 2, a: null }, { _id: 3 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$unwind of a nested array',
      [{ a: { b: [1, 2] } }],
      [{ $unwind: '$a.b' }],
      [
        { _id: 1, a: { b: 1 } },
        { _id: 1, a: { b: 2 } },
      ],
    ),
  ),
  mayRefuse(refusal.stage, aggregates('$count', [{}, {}], [{ $count: 'n' }], [{ n: 2 }])),
  mayRefuse(refusal.stage, aggregates('$count of nothing', [], [{ $count: 'n' }], [])),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$replaceRoot',
      [{ a: { b: 1 } }],
      [{ $replaceRoot: { newRoot: '$a' } }],
      [{ b: 1 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$replaceWith', [{ a: { b: 1 } }], [{ $replaceWith: '$a' }], [{ b: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$lookup into a collection that is not there',
      [{ a: 1 }],
      [{ $lookup: { from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c' } }],
      [{ _id: 1, a: 1, c: [] }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$facet', [{ a: 1 }], [{ $facet: { n: [{ $count: 'n' }] } }], [{ n: [{ n: 1 }] }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$sortByCount', [{ a: 1 }], [{ $sortByCount: '$a' }], [{ _id: 1, count: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$bucket',
      [{ a: 1 }],
      [{ $bucket: { groupBy: '$a', boundaries: [0, 5] } }],
      [{ _id: 0, count: 1 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates('$sample', [{ a: 1 }], [{ $sample: { size: 1 } }], [{ _id: 1, a: 1 }]),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$unwind with an index',
      [{ a: [5] }],
      [{ $unwind: { path: '$a', includeArrayIndex: 'i' } }],
      [{ _id: 1, a: 5, i: 0 }],
    ),
  ),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$setWindowFields',
      [{ a: 1 }],
      [{ $setWindowFields: { sortBy: { a: 1 }, output: { r: { $rank: {} } } } }],
      [{ _id: 1, a: 1, r: 1 }],
    ),
  ),
  aggregates('an unknown stage', [], [{ $foo: 1 }], 40324),
  aggregates('a stage with two names', [], [{ $match: {}, $sort: { a: 1 } }], 40323),
  aggregates('$group without _id', [], [{ $group: { n: { $sum: 1 } } }], 15955),
  aggregates(
    '$group with an unknown accumulator',
    [{ a: 1 }],
    [{ $group: { _id: null, n: { $foo: 1 } } }],
    15952,
  ),
  aggregates('$group with a plain value', [{ a: 1 }], [{ $group: { _id: null, n: '$a' } }], 40234),
  mayRefuse(refusal.stage, aggregates('$limit 0', [], [{ $limit: 0 }], 15958)),
  mayRefuse(refusal.stage, aggregates('$project of nothing', [], [{ $project: {} }], 51272)),
  mayRefuse(
    refusal.stage,
    aggregates('$project that keeps and leaves out', [], [{ $project: { a: 1, b: 0 } }], 31254),
  ),
  mayRefuse(refusal.stage, aggregates('$sort by nothing', [], [{ $sort: {} }], 15976)),
  mayRefuse(
    refusal.stage,
    aggregates('$sort with another direction', [], [{ $sort: { a: 2 } }], 15975),
  ),
  mayRefuse(refusal.stage, aggregates('$count without a name', [], [{ $count: '' }], 40156)),
  mayRefuse(refusal.stage, aggregates('$unwind without a dollar', [], [{ $unwind: 'a' }], 28818)),
  mayRefuse(
    refusal.stage,
    aggregates(
      '$replaceRoot with a value',
      [{ a: 1 }],
      [{ $replaceRoot: { newRoot: '$a' } }],
      40228,
    ),
  ),
  aggregates('$match with a value', [], [{ $match: 1 }], 15959),
];
