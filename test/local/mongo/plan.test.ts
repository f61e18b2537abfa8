import * as fc from 'fast-check';
import { Long } from 'mongodb';
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
  disk = await Disk.open({ folder, beforeCommit: ignore, onFailure: ignore, onWarning: ignore });
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
  Long.fromNumber(2),
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
const path = fc.constantFrom('a', 'b', 'a.c');
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
  direction.map((a) => ({ a })),
);
const indexSpecs = [
  { name: 'a', key: { a: 1 } },
  { name: 'b_a', key: { b: -1, a: 1 } },
  { name: 'ac', key: { 'a.c': 1 } },
  { name: 'sparse', key: { b: 1 }, sparse: true },
  { name: 'partial', key: { b: 1, a: -1 }, partialFilterExpression: { b: { $gte: 1 } } },
  { name: 'b_id', key: { b: 1, _id: 1 } },
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
      const { candidates, sorted } = planQuery(collection, filter, fields);
      const found = [...candidates].filter(({ document }) => filter.matches(document));
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

test('an index kept up to date equals one that is built anew', () => {
  const change = fc.tuple(fc.nat(8), fc.option(fc.record({ a: value, b: scalar })));
  fc.assert(
    fc.property(documents, fc.array(change, { maxLength: 15 }), (contents, changes) => {
      const collection = collectionOf(contents, [0, 1, 3, 4, 5]);
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
