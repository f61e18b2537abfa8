import { aggregates, collection, type ContractCase, finds, mayRefuse, refusal } from './case.js';
import { indexes, ok, scenario, three } from './scenario.js';

const collation = { locale: 'de', strength: 1 };
const unknownOperator = 2;
const unknownStage = 40324;
const unknownAccumulator = 15952;
const unknownArgument = 40415;
const unknownCommand = 59;
const unknownIndexOption = 197;
const invalidOptions = 72;
const letters = [{ a: 'a' }, { a: 'A' }];

/** A command that succeeds, or is refused with `code`. */
function command(name: string, code: number, given: object): ContractCase {
  return mayRefuse(code, scenario(name, three, [ok(given, { ok: 1 })]));
}

/** An argument that changes what a command does. */
function argument(name: string, given: object): ContractCase {
  return command(name, unknownArgument, given);
}

function stage(name: string, given: object): ContractCase {
  return mayRefuse(
    unknownStage,
    scenario(name, three, [
      ok({ aggregate: collection, pipeline: [given], cursor: {} }, { ok: 1 }),
    ]),
  );
}

function accumulator(name: string, given: object, value: unknown): ContractCase {
  const pipeline = [{ $group: { _id: null, value: given } }];
  return mayRefuse(unknownAccumulator, aggregates(name, three, pipeline, [{ _id: null, value }]));
}

const first = { q: { _id: 1 }, u: { $set: { a: 2 } } };

/** What a server may leave out as long as it says so, and never does in another way. */
export const refusalCases: readonly ContractCase[] = [
  argument('a collation of a count', { count: collection, query: { a: 'A' }, collation }),
  argument('a collation of distinct values', { distinct: collection, key: 'a', collation }),
  argument('a collation of a pipeline', {
    aggregate: collection,
    pipeline: [],
    cursor: {},
    collation,
  }),
  argument('a collation of findAndModify', {
    findAndModify: collection,
    query: { a: 1 },
    update: { $set: { b: 1 } },
    collation,
  }),
  mayRefuse(
    unknownArgument,
    scenario('a collation of a delete', letters, [
      ok({ delete: collection, deletes: [{ q: { a: 'a' }, limit: 0, collation }] }, { n: 2 }),
    ]),
  ),
  argument('a collation of a collection', { create: 'collated', collation }),
  mayRefuse(
    unknownIndexOption,
    scenario(
      'a collation of an index',
      [],
      [ok(indexes({ name: 'a_1', key: { a: 1 }, collation }), { ok: 1 })],
    ),
  ),
  argument('a hint of a count', { count: collection, hint: '_id_' }),
  argument('a hint of a pipeline', {
    aggregate: collection,
    pipeline: [],
    cursor: {},
    hint: '_id_',
  }),
  argument('a hint of findAndModify', {
    findAndModify: collection,
    query: {},
    remove: true,
    hint: '_id_',
  }),
  argument('a hint of an update', {
    update: collection,
    updates: [{ ...first, hint: '_id_' }],
  }),
  argument('a hint of a delete', {
    delete: collection,
    deletes: [{ q: {}, limit: 1, hint: '_id_' }],
  }),
  argument('arrayFilters of findAndModify', {
    findAndModify: collection,
    query: { _id: 1 },
    update: { $set: { 'b.$[x]': 1 } },
    arrayFilters: [{ x: 1 }],
  }),
  argument('the order of an update', {
    update: collection,
    updates: [{ ...first, sort: { a: 1 } }],
  }),
  argument('variables of a find', { find: collection, filter: {}, let: { x: 1 } }),
  argument('variables of an update', { update: collection, updates: [first], let: { x: 1 } }),
  argument('variables of an updated document', {
    update: collection,
    updates: [{ ...first, c: { x: 1 } }],
  }),
  argument('the least key', { find: collection, min: { _id: 1 }, hint: '_id_' }),
  argument('keys instead of documents', { find: collection, returnKey: true }),
  argument('places of documents', { find: collection, showRecordId: true }),
  argument('a tail of a collection', { find: collection, tailable: true }),
  argument('a collection by time', { create: 'times', timeseries: { timeField: 'at' } }),
  argument('a collection clustered by _id', {
    create: 'clustered',
    clusteredIndex: { key: { _id: 1 }, unique: true },
  }),
  argument('images of changes', {
    create: 'imaged',
    changeStreamPreAndPostImages: { enabled: true },
  }),
  argument('variables of a pipeline', {
    aggregate: collection,
    pipeline: [],
    cursor: {},
    let: { x: 1 },
  }),
  argument('an explained pipeline', {
    aggregate: collection,
    pipeline: [],
    cursor: {},
    explain: true,
  }),
  command('an explained find', unknownCommand, { explain: { find: collection } }),
  command('a changed collection', unknownCommand, {
    collMod: collection,
    validator: { a: { $exists: true } },
  }),
  command('statistics of a collection', unknownCommand, { collStats: collection }),
  command('statistics of a database', unknownCommand, { dbStats: 1 }),
  command('validate', unknownCommand, { validate: collection }),
  mayRefuse(
    unknownIndexOption,
    scenario(
      'a hidden index',
      [],
      [ok(indexes({ name: 'a_1', key: { a: 1 }, hidden: true }), { ok: 1 })],
    ),
  ),
  mayRefuse(
    refusal.index,
    scenario('a hashed index', [], [ok(indexes({ name: 'a', key: { a: 'hashed' } }), { ok: 1 })]),
  ),
  mayRefuse(
    refusal.index,
    scenario(
      'a partial index with $or',
      [],
      [
        ok(
          indexes({
            name: 'a',
            key: { a: 1 },
            partialFilterExpression: { $or: [{ a: 1 }, { a: 2 }] },
          }),
          { ok: 1 },
        ),
      ],
    ),
  ),
  mayRefuse(unknownOperator, finds('$text', [{ a: 'x' }], { $text: { $search: 'x' } }, [1])),
  mayRefuse(
    unknownOperator,
    finds(
      '$geoWithin',
      [{ a: [1, 1] }],
      {
        a: {
          $geoWithin: {
            $box: [
              [0, 0],
              [2, 2],
            ],
          },
        },
      },
      [1],
    ),
  ),
  mayRefuse(unknownOperator, finds('$bitsAnyClear', [{ a: 1 }], { a: { $bitsAnyClear: 2 } }, [1])),
  mayRefuse(unknownOperator, finds('$sampleRate', three, { $sampleRate: 1 }, [1, 2, 3])),
  mayRefuse(unknownOperator, finds('$alwaysTrue', three, { $alwaysTrue: 1 }, [1, 2, 3])),
  mayRefuse(
    refusal.pattern,
    finds('a possessive regular expression', [{ a: 'aa' }], { a: { $regex: 'a++' } }, [1]),
  ),
  mayRefuse(
    refusal.pattern,
    finds(
      'a regular expression that ignores case inside',
      [{ a: 'A' }],
      { a: { $regex: '(?i)a' } },
      [1],
    ),
  ),
  command('a read of one instant, outside a transaction', invalidOptions, {
    find: collection,
    readConcern: { level: 'snapshot' },
  }),
  stage('$out', { $out: 'elsewhere' }),
  stage('$merge', { $merge: { into: 'elsewhere' } }),
  stage('$unionWith', { $unionWith: collection }),
  stage('$graphLookup', {
    $graphLookup: {
      from: 'x',
      startWith: '$a',
      connectFromField: 'a',
      connectToField: 'b',
      as: 'c',
    },
  }),
  stage('$bucketAuto', { $bucketAuto: { groupBy: '$a', buckets: 2 } }),
  stage('$redact', { $redact: '$$KEEP' }),
  stage('$fill', { $fill: { output: { a: { value: 1 } } } }),
  stage('$densify', { $densify: { field: 'a', range: { step: 1, bounds: 'full' } } }),
  stage('$collStats', { $collStats: {} }),
  stage('$indexStats', { $indexStats: {} }),
  accumulator('$stdDevPop', { $stdDevPop: '$a' }, 0.816496580927726),
  accumulator('$median', { $median: { input: '$a', method: 'approximate' } }, 2),
  accumulator('$topN', { $topN: { n: 1, sortBy: { a: -1 }, output: '$a' } }, [3]),
  accumulator('$firstN', { $firstN: { n: 2, input: '$a' } }, [1, 2]),
  accumulator('$mergeObjects', { $mergeObjects: { x: '$a' } }, { x: 3 }),
  mayRefuse(
    unknownStage,
    scenario('$lookup with a pipeline', three, [
      ok(
        {
          aggregate: collection,
          pipeline: [{ $lookup: { from: 'x', pipeline: [], as: 'c' } }],
          cursor: {},
        },
        { ok: 1 },
      ),
    ]),
  ),
];
