import * as fc from 'fast-check';
import { Double, Long } from 'bson';
import { compileFilter } from '../../../src/local/mongo/query/matcher.js';
import { planQuery } from '../../../src/local/mongo/query/plan.js';
import { parseSort, sortBy } from '../../../src/local/mongo/query/sort.js';
import { Collection } from '../../../src/local/mongo/store/collection.js';
import { Disk } from '../../../src/local/mongo/store/disk.js';
import { parseIndexSpec } from '../../../src/local/mongo/store/index-spec.js';
import {
  type StoredDocument,
  storedDocument,
} from '../../../src/local/mongo/store/stored-document.js';
import { temporaryFolder } from './folder.js';

let disk: Disk;
let collections = 0;
const { folder, remove } = temporaryFolder();
beforeAll(async () => {
  const ignore = (): void => undefined;
  disk = await Disk.open({
    folder,
    fsync: false,
    freeBytes: () => Number.POSITIVE_INFINITY,
    beforeCommit: ignore,
    onFailure: ignore,
    onWarning: ignore,
  });
});
afterAll(async () => {
  await disk.close();
  remove();
});

const scalar = fc.constantFrom<unknown>(
  null,
  0,
  1,
  2.5,
  -3,
  Long.fromNumber(1),
  Long.fromNumber(2),
  new Double(1),
  '',
  'a',
  'a\u0000b',
  'b',
  true,
  new Date(5),
  Number.NaN,
);
const number = fc.constantFrom(-3, 0, 1, 2.5, 4);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(number, { minLength: 2, maxLength: 2 }) },
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ c: scalar }, { requiredKeys: [] }),
  fc.array(fc.record({ c: scalar }, { requiredKeys: [] }), { maxLength: 2 }),
);
const documents = fc.array(
  fc.record({ a: value, b: scalar }, { requiredKeys: [] }).map((fields) => ({ ...fields })),
  { maxLength: 12 },
);
const path = fc.constantFrom('a', 'b', 'a.c', '_id');
const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar)
    .map(([operator, operand]) => ({ [operator]: operand })),
  fc.tuple(number, number).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map((exists) => ({ $exists: exists })),
);
const filters = fc
  .array(fc.tuple(path, condition), { maxLength: 3 })
  .map((parts) => ({ $and: [{}, ...parts.map(([name, operand]) => ({ [name]: operand }))] }));
const direction = fc.constantFrom(1, -1);
const sorts = fc.oneof(
  fc.constant({}),
  direction.map((b) => ({ b })),
  fc.tuple(direction, direction).map(([b, id]) => ({ b, _id: id })),
  direction.map((_id) => ({ _id })),
);
const indexSpecs = [
  { name: 'a', key: { a: 1 } },
  { name: 'b_a', key: { b: -1, a: 1 } },
  { name: 'ac', key: { 'a.c': 1 } },
  { name: 'sparse', key: { b: 1 }, sparse: true },
  { name: 'partial', key: { b: 1, a: -1 }, partialFilterExpression: { b: { $gte: 1 } } },
  { name: 'b_id', key: { b: 1, _id: 1 } },
  { name: 'unique', key: { b: -1, _id: 1 }, unique: true },
  {
    name: 'unique_partial',
    key: { _id: 1, a: 1 },
    unique: true,
    partialFilterExpression: { a: { $gte: 0 } },
  },
].map(parseIndexSpec);

function collectionOf(contents: readonly object[], indexes: readonly number[]): Collection {
  const collection = new Collection(disk, ++collections, 'test.things');
  contents.forEach((fields, position) => {
    collection.apply({ after: storedDocument({ _id: position, ...fields }) });
  });
  collection.indexes = indexes.map((index) => {
    const spec = indexSpecs[index];
    if (!spec) throw new Error(`no index ${index}`);
    return collection.buildIndex(spec);
  });
  return collection;
}

function idsOf(found: Iterable<StoredDocument>): unknown[] {
  return Array.from(found, ({ document }) => document['_id']);
}

test('an index never changes what a query finds, nor its order', () => {
  const indexes = fc.subarray([...indexSpecs.keys()]);
  fc.assert(
    fc.property(documents, indexes, filters, sorts, (contents, used, condition_, sort) => {
      const collection = collectionOf(contents, used);
      const filter = compileFilter(condition_);
      const fields = parseSort(sort);
      const { candidates, sorted, answersFilter } = planQuery(collection, filter, fields);
      const reached = [...candidates];
      const found = reached.filter(({ document }) => filter.matches(document));
      if (answersFilter) expect(found).toEqual(reached);
      const all = [...collection.all()].filter(({ document }) => filter.matches(document));
      expect(new Set(idsOf(found))).toEqual(new Set(idsOf(all)));
      expect(found).toHaveLength(all.length);
      if (!sorted || fields.length === 0) return;
      const total = [...fields, { path: '_id', direction: 1 as const }];
      const inOrder = (list: readonly StoredDocument[]) =>
        idsOf(sortBy(list, total, ({ document }) => document));
      const resorted = sortBy(found, fields, ({ document }) => document);
      expect(idsOf(resorted)).toEqual(idsOf(found));
      expect(inOrder(found)).toEqual(inOrder(all));
    }),
    { numRuns: 700 },
  );
});

test.each([false, true])('texts as long as an index takes are told apart, unique: %s', (unique) => {
  const texts = [1_900, 1_945, 1_950, 1_955, 1_960].flatMap((length) => [
    'x'.repeat(length),
    `${'x'.repeat(length)}y`,
  ]);
  const collection = collectionOf(
    texts.map((a) => ({ a })),
    [],
  );
  collection.indexes = [
    collection.buildIndex(parseIndexSpec({ name: 'a', key: { a: 1 }, unique })),
  ];
  for (const a of [...texts, `${'x'.repeat(1_960)}z`, 'x'.repeat(3_000)]) {
    const filter = compileFilter({ a });
    const { candidates, answersFilter } = planQuery(collection, filter, []);
    const found = [...candidates].filter(
      ({ document }) => answersFilter || filter.matches(document),
    );
    expect(found.map(({ document }) => document['a'])).toEqual(texts.includes(a) ? [a] : []);
  }
});

test('numbers equal across types find each other, by index or without', () => {
  const numbers = [1, Long.fromNumber(1), new Double(1)];
  const contents = numbers.map((a) => ({ a }));
  const plain = collectionOf(contents, []);
  const indexed = collectionOf(contents, [0]);
  for (const operand of numbers) {
    const filter = compileFilter({ a: { $eq: operand } });
    const everything = [...plain.all()].filter(({ document }) => filter.matches(document));
    expect(everything).toHaveLength(numbers.length);
    const { candidates, answersFilter } = planQuery(indexed, filter, []);
    expect(answersFilter).toBe(true);
    expect(idsOf(candidates)).toEqual(idsOf(everything));
  }
});

test('an index kept up to date equals one that is built anew', () => {
  const change = fc.tuple(fc.nat(8), fc.option(fc.record({ a: value, b: scalar })));
  fc.assert(
    fc.property(documents, fc.array(change, { maxLength: 15 }), (contents, changes) => {
      const collection = collectionOf(contents, [0, 1, 3, 4, 5, 6, 7]);
      for (const [id, fields] of changes) {
        const before = [...collection.all()].find(({ document }) => document['_id'] === id);
        const after = fields ? storedDocument({ _id: id, ...fields }) : undefined;
        if (before || after) collection.apply({ before, after });
      }
      for (const index of collection.indexes) {
        const rebuilt = collection.buildIndex(index.spec);
        const everything = ['', '\uffff', false] as const;
        expect([...index.numbers(...everything)]).toEqual([...rebuilt.numbers(...everything)]);
      }
    }),
    { numRuns: 250 },
  );
});
