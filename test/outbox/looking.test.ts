import type { CommandStartedEvent } from 'mongodb';
import { message } from '../../src/shared/message.js';
import { closeOutboxBench, database, openOutboxBench, outboxBench } from './outbox-bench.js';

beforeAll(openOutboxBench);
afterAll(closeOutboxBench);

/** One process that has looked once already. */
async function start() {
  const bench = await outboxBench();
  const lanes = bench.lanesOf('one');
  const advance = async () => {
    await lanes.advance();
    await lanes.idle();
  };
  await advance();
  return { ...bench, lanes, advance };
}

/** How often it is asked for whom anything is due while `action` runs. */
async function looksIn(action: () => Promise<void>): Promise<number> {
  let looks = 0;
  const { client } = database.db;
  const count = ({ commandName }: CommandStartedEvent) => {
    if (commandName === 'distinct') looks += 1;
  };
  client.on('commandStarted', count);
  try {
    await action();
  } finally {
    client.off('commandStarted', count);
  }
  return looks;
}

test('what this process queues is delivered without a look at all that waits', async () => {
  const { chat, clock, queue, lanes, advance } = await start();
  const looks = await looksIn(async () => {
    for (let index = 0; index < 20; index += 1) {
      await queue(`m${index}`, `C${index}`);
      lanes.wake([`C${index}`]);
      await advance();
      expect(chat.texts(`C${index}`)).toEqual([`m${index}`]);
    }
  });
  expect(looks).toBe(0);
  clock.advance(1_000);
  expect(await looksIn(advance)).toBe(1);
});

test('a process is told for whom something became due, and of nothing that comes later', async () => {
  const { queue, clock, endHolds, woken } = await outboxBench();
  await queue('a', 'C1');
  await queue('b', 'C2', { notBefore: new Date(clock.now().getTime() + 60_000) });
  await endHolds('C3');
  expect(woken()).toEqual([['C1'], [], ['C3']]);
});

test('a commit has what it queued delivered at once, to all of its receivers', async () => {
  const { chat, queue, outbox, startLoop } = await outboxBench();
  await queue('found when the loop starts', 'C0');
  const stop = startLoop();
  try {
    await chat.posted('C0');
    const looks = await looksIn(async () => {
      const queued = ['C1', 'C2'].map((to) => ({
        id: `for ${to}`,
        to,
        message: message('test', { text: to }),
      }));
      await database.inTransaction((transaction) => outbox.enqueue(queued, transaction));
      await Promise.all([chat.posted('C1'), chat.posted('C2')]);
    });
    expect([chat.texts('C1'), chat.texts('C2')]).toEqual([['C1'], ['C2']]);
    expect(looks).toBe(0);
  } finally {
    await stop();
  }
});

test('what another process queues is seen a second later', async () => {
  const { chat, clock, queue, advance } = await start();
  await queue('a', 'C1');
  await advance();
  expect(chat.texts('C1')).toEqual([]);
  clock.advance(1_000);
  await advance();
  expect(chat.texts('C1')).toEqual(['a']);
});

test('a look asks for what became due since the last one, not for what waits behind it', async () => {
  const { store, clock, queue } = await start();
  for (let index = 0; index < 5; index += 1) await queue(`m${index}`, 'C1');
  clock.advance(20_000);
  const before = clock.now();
  clock.advance(1_000);
  await queue('late', 'C2');
  expect((await store.queue.due(clock.now(), before)).receivers).toEqual(['C2']);
  expect((await store.queue.due(clock.now())).receivers.toSorted()).toEqual(['C1', 'C2']);
});

test('what is committed long after it was due is seen within half a minute', async () => {
  const { chat, clock, queue, advance } = await start();
  const before = clock.now();
  clock.advance(20_000);
  await advance();
  await queue('a', 'C1');
  await database.db
    .collection<{ _id: string }>('notification_logs')
    .updateOne({ _id: 'a' }, { $set: { queuedAt: before, nextAttemptAt: before } });
  clock.advance(1_000);
  await advance();
  expect(chat.texts('C1')).toEqual([]);
  clock.advance(10_000);
  await advance();
  expect(chat.texts('C1')).toEqual(['a']);
});

test('a clock that is set back hides nothing that was queued before', async () => {
  const { chat, clock, queue, advance } = await start();
  await queue('a', 'C1');
  clock.advance(60 * 60_000);
  await database.db.collection('notification_logs').updateMany({}, { $set: { status: 'sent' } });
  await advance();
  await database.db.collection('notification_logs').updateMany({}, { $set: { status: 'queued' } });
  clock.advance(-30 * 60_000);
  await advance();
  expect(chat.texts('C1')).toEqual(['a']);
});
