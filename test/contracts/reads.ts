import { Long } from 'mongodb';
import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { batch, fails, ok, scenario, three } from './scenario.js';

export const readCases: readonly ContractCase[] = [
  scenario(
    'natural order is the order of insertion',
    [{ _id: 'b' }, { _id: 'a' }],
    [ok({ find: collection }, batch([{ _id: 'b' }, { _id: 'a' }]))],
  ),
  scenario('skip and limit', three, [
    ok({ find: collection, sort: { a: 1 }, skip: 1, limit: 1 }, batch([{ _id: 2, a: 2 }])),
  ]),
  scenario('limit 0 is no limit', three, [
    ok(
      { find: collection, limit: 0, projection: { _id: 1 } },
      batch([{ _id: 1 }, { _id: 2 }, { _id: 3 }]),
    ),
  ]),
  scenario('a negative skip', three, [fails({ find: collection, skip: -1 }, 51024)]),
  scenario('a collection that is not there is empty', [], [ok({ find: 'nowhere' }, batch([]))]),
  scenario(
    'sort by two fields',
    [
      { a: 1, b: 2 },
      { a: 1, b: 1 },
      { a: 0, b: 0 },
    ],
    [
      ok(
        { find: collection, sort: { a: 1, b: 1 }, projection: { _id: 1 } },
        batch([{ _id: 3 }, { _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'sort by a nested field',
    [{ a: { b: 2 } }, { a: { b: 1 } }, {}],
    [
      ok(
        { find: collection, sort: { 'a.b': 1 }, projection: { _id: 1 } },
        batch([{ _id: 3 }, { _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'null sorts before numbers',
    [{ a: 1 }, { a: null }],
    [
      ok(
        { find: collection, sort: { a: 1 }, projection: { _id: 1 } },
        batch([{ _id: 2 }, { _id: 1 }]),
      ),
    ],
  ),
  scenario(
    'numbers of all types sort by value',
    [{ a: 2.5 }, { a: Long.fromNumber(2) }, { a: 3 }],
    [
      ok(
        { find: collection, sort: { a: 1 }, projection: { _id: 1 } },
        batch([{ _id: 2 }, { _id: 1 }, { _id: 3 }]),
      ),
    ],
  ),
  scenario(
    'sort by two arrays',
    [{ a: [1], b: [1] }],
    [fails({ find: collection, sort: { a: 1, b: 1 } }, 2)],
  ),
  scenario(
    'sort by two paths through an array',
    [{ a: [{ b: 1, c: 1 }] }],
    [
      ok(
        { find: collection, sort: { 'a.b': 1, 'a.c': 1 }, projection: { _id: 1 } },
        batch([{ _id: 1 }]),
      ),
    ],
    { mayRefuse: 2 },
  ),
  scenario('a wrong direction', three, [fails({ find: collection, sort: { a: 2 } }, 15975)]),
  scenario(
    'projection that keeps',
    [{ a: 1, b: 2 }],
    [ok({ find: collection, projection: { a: 1 } }, batch([{ _id: 1, a: 1 }]))],
  ),
  mayRefuse(
    refusal.operator,
    scenario(
      'projection that leaves out',
      [{ a: 1, b: 2 }],
      [ok({ find: collection, projection: { a: 0 } }, batch([{ _id: 1, b: 2 }]))],
    ),
  ),
  scenario(
    'projection without _id',
    [{ a: 1, b: 2 }],
    [
      ok({ find: collection, projection: { _id: 0, a: 1 } }, batch([{ a: 1 }])),
      ok({ find: collection, projection: { _id: 0 } }, batch([{ a: 1, b: 2 }])),
    ],
  ),
  mayRefuse(
    refusal.operator,
    scenario(
      'projection that leaves out a nested field',
      [{ a: { b: 1, c: 2 }, d: 3 }],
      [ok({ find: collection, projection: { 'a.b': 0 } }, batch([{ _id: 1, a: { c: 2 }, d: 3 }]))],
    ),
  ),
  mayRefuse(
    refusal.operator,
    scenario(
      'projection of a field named inside another',
      [{ a: { b: 1, c: 2 }, d: 3 }],
      [ok({ find: collection, projection: { a: { b: 1 } } }, batch([{ _id: 1, a: { b: 1 } }]))],
    ),
  ),
  scenario(
    'projection of a nested field',
    [{ a: { b: 1, c: 2 }, d: 3 }, { a: [{ b: 1, c: 2 }, 5] }],
    [
      ok(
        { find: collection, projection: { 'a.b': 1 } },
        batch([
          { _id: 1, a: { b: 1 } },
          { _id: 2, a: [{ b: 1 }] },
        ]),
      ),
    ],
  ),
  scenario(
    'projection keeps the order of the document',
    [{ a: 1, b: 2 }],
    [ok({ find: collection, projection: { b: 1, a: 1 } }, batch([{ _id: 1, a: 1, b: 2 }]))],
  ),
  mayRefuse(
    refusal.operator,
    scenario(
      'projection that mixes',
      [{ a: 1 }],
      [
        fails({ find: collection, projection: { a: 1, b: 0 } }, 31254),
        fails({ find: collection, projection: { a: 0, b: 1 } }, 31253),
      ],
    ),
  ),
  scenario(
    'projection with colliding paths',
    [{ a: 1 }],
    [
      fails({ find: collection, projection: { a: 1, 'a.b': 1 } }, 31249),
      fails({ find: collection, projection: { 'a.b': 1, a: 1 } }, 31250),
      fails({ find: collection, projection: { _id: 0, '_id.x': 1 } }, 31249),
      fails({ find: collection, projection: { '_id.x': 1, _id: 1 } }, 31250),
    ],
  ),
  scenario(
    'distinct values of more than 16 MB',
    [{ a: 'x'.repeat(9_000_000) }],
    [
      ok({ insert: collection, documents: [{ _id: 2, a: 'y'.repeat(9_000_000) }] }, { n: 1 }),
      fails({ distinct: collection, key: 'a' }, 17217),
    ],
  ),
  scenario(
    'projection with $slice',
    [{ a: [1, 2] }],
    [ok({ find: collection, projection: { a: { $slice: 1 } } }, batch([{ _id: 1, a: [1] }]))],
    { mayRefuse: 2 },
  ),
  scenario(
    'projection with $elemMatch',
    [{ a: [1, 2] }],
    [
      ok(
        { find: collection, projection: { a: { $elemMatch: { $gt: 1 } } } },
        batch([{ _id: 1, a: [2] }]),
      ),
    ],
    { mayRefuse: 2 },
  ),
  scenario('count', three, [
    ok({ count: collection }, { n: 3 }),
    ok({ count: collection, query: { a: { $gt: 1 } } }, { n: 2 }),
  ]),
  mayRefuse(
    refusal.argument,
    scenario('count with a limit', three, [ok({ count: collection, limit: 2 }, { n: 2 })]),
  ),
  mayRefuse(
    refusal.argument,
    scenario('count of the others', three, [ok({ count: collection, skip: 2 }, { n: 1 })]),
  ),
  scenario(
    'distinct',
    [{ a: 2 }, { a: [1, 2] }, { a: null }, {}, { a: 'x' }],
    [
      ok({ distinct: collection, key: 'a' }, { values: [null, 1, 2, 'x'] }),
      ok({ distinct: collection, key: 'a', query: { a: { $gt: 1 } } }, { values: [1, 2] }),
    ],
  ),
  scenario(
    'distinct of a nested field',
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [ok({ distinct: collection, key: 'a.b' }, { values: [1, 2] })],
  ),
  scenario('a cursor that is not there', three, [
    fails({ getMore: Long.fromNumber(123456), collection: 'x' }, 43, 'CursorNotFound'),
  ]),
  scenario('a single batch ends the cursor', three, [
    ok(
      { find: collection, batchSize: 2, singleBatch: true, projection: { _id: 1 } },
      batch([{ _id: 1 }, { _id: 2 }]),
    ),
  ]),
  scenario(
    'a collation',
    three,
    [ok({ find: collection, collation: { locale: 'de' }, limit: 1 }, batch([{ _id: 1, a: 1 }]))],
    { mayRefuse: 40415 },
  ),
  scenario(
    'a hint',
    three,
    [ok({ find: collection, hint: { _id: 1 }, limit: 1 }, batch([{ _id: 1, a: 1 }]))],
    { mayRefuse: 40415 },
  ),
  scenario('an argument that nobody knows', three, [fails({ find: collection, foo: 1 }, 40415)]),
  scenario('a command that nobody knows', three, [fails({ foo: 1 }, 59, 'CommandNotFound')]),
  scenario(
    'a change stream',
    [],
    [ok({ aggregate: collection, pipeline: [{ $changeStream: {} }], cursor: {} }, batch([]))],
    { mayRefuse: 40324 },
  ),
  scenario('ping and buildInfo', [], [ok({ ping: 1 }, { ok: 1 }), ok({ buildInfo: 1 }, { ok: 1 })]),
];
