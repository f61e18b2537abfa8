import * as fc from 'fast-check';
import { CommandError } from '../../../src/local/mongo/errors.js';
import { compileFilter } from '../../../src/local/mongo/query/matcher.js';
import { parseIndexSpec } from '../../../src/local/mongo/store/index-spec.js';
import { Store } from '../../../src/local/mongo/store/store.js';
import { storedDocument } from '../../../src/local/mongo/store/stored-document.js';
import { Transaction } from '../../../src/local/mongo/store/transaction.js';
import { View } from '../../../src/local/mongo/store/view.js';
import { temporaryFolder } from './folder.js';

let store: Store;
let collections = 0;
const { folder, remove } = temporaryFolder();
beforeAll(async () => {
  const ignore = (): void => undefined;
  store = await Store.open({
    folder,
    maxBytes: 2 ** 30,
    fsync: false,
    freeBytes: () => Number.POSITIVE_INFINITY,
    onWarning: ignore,
    onIndexesChanged: () => undefined,
    onReload: ignore,
  });
});
afterAll(async () => {
  await store.close();
  remove();
});

const unique = parseIndexSpec({ name: 'key', key: { key: 1 }, unique: true, sparse: true });
const ids = [0, 1, 2, 3];
const id = fc.constantFrom(...ids);
/** A key to give to a document, several of them, or null to delete the document. */
const key = fc.oneof(
  fc.nat(3),
  fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  fc.constant(null),
);
const steps = fc.array(fc.tuple(id, key), { maxLength: 12 });

type Held = number | readonly number[];
type Step = readonly [id: number, held: Held | null];
type Contents = Map<number, Held>;

function keysOf(held: Held | undefined): readonly number[] {
  return typeof held === 'number' ? [held] : (held ?? []);
}

function newCollection(): string {
  const namespace = `test.c${++collections}`;
  store.create(namespace);
  store.createIndexes(namespace, [unique]);
  return namespace;
}

function find(view: View, namespace: string, filter: object) {
  return view.find({
    namespace,
    filter: compileFilter({ ...filter }),
    sort: [],
    limit: Number.POSITIVE_INFINITY,
  });
}

/** Does one step in the store and in `contents`; both refuse a key that another document has. */
function take(view: View, namespace: string, contents: Contents, [_id, held]: Step): void {
  const [before] = find(view, namespace, { _id });
  if (held === null) {
    if (before) view.write(namespace, [{ before }]);
    contents.delete(_id);
    return;
  }
  const isFree = [...contents].every(
    ([other, theirs]) =>
      other === _id || keysOf(theirs).every((each) => !keysOf(held).includes(each)),
  );
  let refused = false;
  try {
    view.write(namespace, [{ before, after: storedDocument({ _id, key: held }) }]);
  } catch (error) {
    if (!(error instanceof CommandError) || error.codeName !== 'DuplicateKey') throw error;
    refused = true;
  }
  expect(refused).toBe(!isFree);
  if (!refused) contents.set(_id, held);
}

function expectFound(view: View, namespace: string, contents: Contents): void {
  for (const each of ids) {
    const holders = [...contents].filter(([, held]) => keysOf(held).includes(each));
    const found = find(view, namespace, { key: each });
    expect(found.map(({ document }) => document['_id'])).toEqual(holders.map(([_id]) => _id));
  }
}

test('a unique key finds the document that has it, however keys move within a transaction', () => {
  fc.assert(
    fc.property(steps, steps, (first, second) => {
      const namespace = newCollection();
      const contents: Contents = new Map();
      const outside = new View(store, undefined, () => undefined);
      for (const step of first) take(outside, namespace, contents, step);
      expectFound(outside, namespace, contents);
      const transaction = new Transaction(store);
      const inside = new View(store, transaction, () => transaction);
      for (const step of second) take(inside, namespace, contents, step);
      expectFound(inside, namespace, contents);
      store.apply(transaction.changes());
      expectFound(outside, namespace, contents);
      for (const each of ids) {
        expect(find(outside, namespace, { _id: each })).toHaveLength(contents.has(each) ? 1 : 0);
      }
    }),
    { numRuns: 400 },
  );
});
