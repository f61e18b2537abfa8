import { collection, type ContractCase, cursor, mayRefuse, refusal } from './case.js';
import { batch, fails, nextBatch, ok, scenario, three, unique } from './scenario.js';

const [one, two, last] = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
  { _id: 3, a: 3 },
];
const more = { getMore: cursor, collection };

export const cursorCases: readonly ContractCase[] = [
  scenario('getMore goes on where the batch ended', three, [
    ok({ find: collection, sort: { a: 1 }, batchSize: 1 }, batch([one])),
    ok({ ...more, batchSize: 1 }, nextBatch([two])),
    ok({ ...more, batchSize: 5 }, nextBatch([last])),
  ]),
  scenario('getMore without a size gives the rest', three, [
    ok({ find: collection, batchSize: 1 }, batch([one])),
    ok(more, nextBatch([two, last])),
  ]),
  scenario('a first batch of nothing', three, [
    ok({ find: collection, batchSize: 0 }, batch([])),
    ok({ ...more, batchSize: 2 }, nextBatch([one, two])),
    ok(more, nextBatch([last])),
  ]),
  scenario('a limit holds over the batches', three, [
    ok({ find: collection, sort: { a: -1 }, limit: 2, batchSize: 1 }, batch([last])),
    ok(more, nextBatch([two])),
  ]),
  scenario('skip counts before the batches', three, [
    ok({ find: collection, sort: { a: 1 }, skip: 1, batchSize: 1 }, batch([two])),
    ok(more, nextBatch([last])),
  ]),
  scenario('a projection holds over the batches', three, [
    ok(
      { find: collection, projection: { a: 1, _id: 0 }, batchSize: 2 },
      batch([{ a: 1 }, { a: 2 }]),
    ),
    ok(more, nextBatch([{ a: 3 }])),
  ]),
  scenario('an exhausted cursor is gone', three, [
    ok({ find: collection, batchSize: 1 }, batch([one])),
    ok(more, { cursor: { id: 0, nextBatch: [two, last] } }),
    fails(more, 43, 'CursorNotFound'),
  ]),
  scenario('a killed cursor is gone', three, [
    ok({ find: collection, batchSize: 1 }, batch([one])),
    ok(
      { killCursors: collection, cursors: [cursor] },
      {
        cursorsKilled: [cursor],
        cursorsNotFound: [],
      },
    ),
    fails(more, 43, 'CursorNotFound'),
    ok(
      { killCursors: collection, cursors: [cursor] },
      {
        cursorsKilled: [],
        cursorsNotFound: [cursor],
      },
    ),
  ]),
  scenario('a cursor of another collection', three, [
    ok({ find: collection, batchSize: 1 }, batch([one])),
    fails({ getMore: cursor, collection: 'elsewhere' }, 13, 'Unauthorized'),
  ]),
  mayRefuse(
    refusal.stage,
    scenario('a batch of a pipeline', three, [
      ok(
        { aggregate: collection, pipeline: [{ $sort: { a: -1 } }], cursor: { batchSize: 1 } },
        batch([last]),
      ),
      ok({ ...more, batchSize: 1 }, nextBatch([two])),
      ok(more, nextBatch([one])),
    ]),
  ),
  scenario('a batch of groups', three, [
    ok(
      {
        aggregate: collection,
        pipeline: [{ $match: { a: 2 } }, { $group: { _id: '$a', n: { $sum: 1 } } }],
        cursor: { batchSize: 0 },
      },
      batch([]),
    ),
    ok(more, nextBatch([{ _id: 2, n: 1 }])),
  ]),
  scenario('a whole result needs no cursor', three, [
    ok({ find: collection, batchSize: 10 }, { cursor: { id: 0, firstBatch: [one, two, last] } }),
  ]),
  scenario(
    'no document is too many for one batch by default',
    Array.from({ length: 102 }, () => ({})),
    [ok({ find: collection, projection: { _id: 1 } }, {}), ok(more, nextBatch([{ _id: 102 }]))],
  ),
  scenario('what is deleted meanwhile ends no cursor', three, [
    ok({ find: collection, sort: { a: 1 }, batchSize: 1 }, batch([one])),
    ok({ delete: collection, deletes: [{ q: { _id: 1 }, limit: 1 }] }, { n: 1 }),
    ok(more, nextBatch([two, last])),
  ]),
  scenario('what others changed since the last batch comes as it is now', three, [
    ok({ find: collection, batchSize: 1 }, batch([one])),
    ok({ delete: collection, deletes: [{ q: { _id: 2 }, limit: 1 }] }, { n: 1 }),
    ok({ update: collection, updates: [{ q: { _id: 3 }, u: { $set: { a: 30 } } }] }, { n: 1 }),
    ok({ insert: collection, documents: [{ _id: 4 }] }, { n: 1 }),
    ok(more, nextBatch([{ _id: 3, a: 30 }, { _id: 4 }])),
  ]),
  scenario('what matches no more since the last batch does not come', three, [
    ok({ find: collection, filter: { a: { $lt: 9 } }, batchSize: 1 }, batch([one])),
    ok({ update: collection, updates: [{ q: { _id: 2 }, u: { $set: { a: 9 } } }] }, { n: 1 }),
    ok(more, nextBatch([last])),
  ]),
  ...[1, -1].map((direction) =>
    scenario(
      `what moved in the index since the last batch comes in its new place (${direction})`,
      three,
      [
        ok({ find: collection, sort: { a: direction }, batchSize: 1 }, {}),
        ok(
          { update: collection, updates: [{ q: { _id: 2 }, u: { $set: { a: 9 * direction } } }] },
          { n: 1 },
        ),
        ok(more, nextBatch([direction === 1 ? last : one, { _id: 2, a: 9 * direction }])),
      ],
      { indexes: [unique] },
    ),
  ),
  scenario('a cursor whose batch is full may have nothing more', three, [
    ok({ find: collection, batchSize: 3 }, batch([one, two, last])),
    ok(more, { cursor: { id: 0, nextBatch: [] } }),
  ]),
  scenario('a cursor ends with its limit', three, [
    ok({ find: collection, limit: 2, batchSize: 2 }, { cursor: { id: 0, firstBatch: [one, two] } }),
  ]),
  scenario('a negative size of a batch', three, [
    fails({ find: collection, batchSize: -1 }, 51024),
  ]),
  scenario('a negative limit', three, [fails({ find: collection, limit: -1 }, 51024)]),
  scenario('a size that is no number', three, [
    fails({ find: collection, batchSize: 'x' }, 14, 'TypeMismatch'),
  ]),
  scenario('a cursor id that is no number', three, [
    fails({ getMore: 'x', collection }, 14, 'TypeMismatch'),
  ]),
  scenario('an aggregation without a cursor', three, [
    fails({ aggregate: collection, pipeline: [] }, 9, 'FailedToParse'),
  ]),
];
