import { jest } from '@jest/globals';
import { type BareExecutor, abort, by, commit, startExecutor, starting } from './bare-executor.js';

let bare: BareExecutor;
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  bare = await startExecutor();
});
afterEach(async () => {
  await bare.close();
  jest.useRealTimers();
});

const insert = (_id: number) => ({ insert: 'things', documents: [{ _id }] });
/** The first command of the transaction of a client. */
const start = (client: number) => bare.run(by(client, { ...insert(client), ...starting }));

test('a transaction that waits a second for another one is refused, so that its client tries again', async () => {
  await start(1);
  const waiting = start(2);
  await jest.advanceTimersByTimeAsync(1_000);

  expect(await waiting).toMatchObject({
    code: 112,
    codeName: 'WriteConflict',
    errorLabels: ['TransientTransactionError'],
  });
  expect(await bare.run(by(1, commit))).toMatchObject({ ok: 1 });
  expect(await start(3)).toMatchObject({ ok: 1 });
  await bare.run(by(3, commit));
  expect(await bare.stored('things')).toEqual([{ _id: 1 }, { _id: 3 }]);
});

test('a transaction that got its turn has a minute, however long it waited', async () => {
  await start(1);
  const waiting = start(2);
  await jest.advanceTimersByTimeAsync(999);
  await bare.run(by(1, commit));
  expect(await waiting).toMatchObject({ ok: 1 });

  await jest.advanceTimersByTimeAsync(59_999);
  expect(await bare.run(by(2, commit))).toMatchObject({ ok: 1 });
});

test('a transaction that is aborted while it waits never gets its turn', async () => {
  await start(1);
  const [aborted, next] = [start(2), start(3)];
  expect(await bare.run(by(2, abort))).toMatchObject({ ok: 1 });
  expect(await aborted).toMatchObject({ ok: 0, errorLabels: ['TransientTransactionError'] });

  await bare.run(by(1, commit));
  expect(await next).toMatchObject({ ok: 1 });
  await bare.run(by(3, commit));
  expect(await bare.stored('things')).toEqual([{ _id: 1 }, { _id: 3 }]);
});

test('a transaction that waits can not be committed or continued', async () => {
  await start(1);
  const waiting = start(2);
  expect(await bare.run(by(2, commit))).toMatchObject({ code: 251 });
  expect(await bare.run(by(2, { ...insert(9), autocommit: false }))).toMatchObject({ code: 251 });

  await bare.run(by(1, commit));
  expect(await waiting).toMatchObject({ ok: 1 });
});

test.each([
  ['a batch of writes', { insert: 'things', documents: [{ _id: 8 }, { _id: 9 }] }],
  ['an index', { createIndexes: 'things', indexes: [{ name: 'n', key: { n: 1 } }] }],
  ['a drop', { drop: 'things' }],
])(
  '%s that waits a second for a transaction is refused, for good and with a hint',
  async (_, command) => {
    await start(1);
    const waiting = bare.run(command);
    await jest.advanceTimersByTimeAsync(1_000);
    const refused = await waiting;
    expect(refused).toMatchObject({ code: 112, errmsg: expect.stringContaining('MONGODB_URI') });
    expect(refused).not.toHaveProperty('errorLabels');

    expect(await bare.run(by(1, commit))).toMatchObject({ ok: 1 });
    expect(await bare.run(command)).toMatchObject({ ok: 1 });
  },
);
