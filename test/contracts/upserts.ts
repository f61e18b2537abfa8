import { collection, type ContractCase } from './case.js';
import { batch, fails, ok, scenario } from './scenario.js';

const upsert = (q: object, u: object) => ({
  update: collection,
  updates: [{ q, u, upsert: true }],
});
const busy = { $set: { state: 'busy' } };
const epoch = new Date(0);

export const upsertCases: readonly ContractCase[] = [
  scenario(
    'an upsert that counts',
    [],
    [
      ok(upsert({ _id: 'a' }, { $inc: { n: 2 } }), {
        n: 1,
        nModified: 0,
        upserted: [{ index: 0, _id: 'a' }],
      }),
      ok(upsert({ _id: 'a' }, { $inc: { n: 2 } }), { n: 1, nModified: 1 }),
      ok({ find: collection }, batch([{ _id: 'a', n: 4 }])),
    ],
  ),
  scenario(
    'an upsert of many',
    [{ a: 1 }, { a: 1 }],
    [
      ok(
        {
          update: collection,
          updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, multi: true, upsert: true }],
        },
        { n: 2, nModified: 2 },
      ),
      ok(
        {
          update: collection,
          updates: [{ q: { _id: 7 }, u: { $set: { b: 1 } }, multi: true, upsert: true }],
        },
        { n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] },
      ),
    ],
  ),
  scenario(
    'an upsert whose document is there in another state is a duplicate',
    [{ _id: 'a', state: 'busy', at: new Date(5) }],
    [
      ok(upsert({ _id: 'a', state: { $ne: 'busy' } }, busy), {
        n: 0,
        writeErrors: [{ index: 0, code: 11000 }],
      }),
      ok(upsert({ _id: 'a', at: { $lte: epoch } }, busy), {
        n: 0,
        writeErrors: [{ index: 0, code: 11000 }],
      }),
      fails(
        {
          findAndModify: collection,
          query: { _id: 'a', $or: [{ at: { $lte: epoch } }, { state: 'free' }] },
          update: busy,
          upsert: true,
        },
        11000,
        'DuplicateKey',
      ),
    ],
  ),
  scenario(
    'an upsert takes no fields from what is no equality',
    [],
    [
      ok(upsert({ _id: 'c', state: { $ne: 'busy' }, at: { $lte: epoch } }, busy), { n: 1 }),
      ok(
        {
          findAndModify: collection,
          query: { _id: 'd', $or: [{ at: { $lte: epoch } }, { state: 'free' }] },
          update: busy,
          upsert: true,
          new: true,
        },
        { value: { _id: 'd', state: 'busy' } },
      ),
      ok(
        { find: collection },
        batch([
          { _id: 'c', state: 'busy' },
          { _id: 'd', state: 'busy' },
        ]),
      ),
    ],
  ),
  scenario(
    'an upsert with a path through a value of its own filter',
    [],
    [
      ok(upsert({ a: 1, 'a.b': 2 }, { $set: { c: 1 } }), {
        n: 0,
        writeErrors: [{ index: 0, code: 54 }],
      }),
    ],
  ),
  scenario(
    'an upsert of another _id than its filter',
    [],
    [
      ok(upsert({ _id: 1 }, { _id: 2 }), { n: 0, writeErrors: [{ index: 0, code: 66 }] }),
      ok(upsert({ _id: 1 }, { $set: { _id: 2 } }), { n: 0, writeErrors: [{ index: 0, code: 66 }] }),
    ],
  ),
  scenario(
    'an upsert sets a field of its filter again',
    [],
    [
      ok(upsert({ _id: 1, a: 1 }, { $set: { a: 2 } }), { n: 1 }),
      ok(upsert({ _id: 2, a: 1 }, { $inc: { a: 2 } }), { n: 1 }),
      ok(
        { find: collection },
        batch([
          { _id: 1, a: 2 },
          { _id: 2, a: 3 },
        ]),
      ),
    ],
  ),
];
