import { message } from '../../src/shared/message.js';
import { closeOutboxBench, database, openOutboxBench, outboxBench } from './outbox-bench.js';

beforeAll(openOutboxBench);
afterAll(closeOutboxBench);

describe('the outbox', () => {
  test('queues nothing when the transaction of the change fails', async () => {
    const { chat, outbox, deliver, woken } = await outboxBench();
    const change = database.inTransaction(async (transaction) => {
      await outbox.enqueue(
        [{ id: 'a', to: 'C1', message: message('test', { text: 'a' }) }],
        transaction,
      );
      throw new Error('the change failed');
    });

    await expect(change).rejects.toThrow('the change failed');
    await deliver();

    expect(chat.texts('C1')).toEqual([]);
    expect(woken()).toEqual([]);
  });

  test('wakes the delivery once the change is committed', async () => {
    const { queue, woken } = await outboxBench();

    await queue('a', 'C1');

    expect(woken()).toEqual([['C1']]);
  });

  test('posts a message once, however often its id is queued', async () => {
    const { chat, queue, drain } = await outboxBench();

    await queue('a', 'C1');
    await queue('a', 'C1');
    await drain();
    await queue('a', 'C1');
    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('keeps the order within a channel and at least a second between posts', async () => {
    const { chat, clock, queue, drain } = await outboxBench();
    for (const id of ['a', 'b', 'c']) await queue(id, 'C1');
    const start = clock.now().getTime();

    await drain();

    expect(chat.texts('C1')).toEqual(['a', 'b', 'c']);
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(2_000);
  });

  test('does not let one channel wait for another', async () => {
    const { chat, queue, deliver } = await outboxBench();
    await queue('a', 'C1');
    await queue('b', 'C2');

    await deliver();

    expect([chat.texts('C1'), chat.texts('C2')]).toEqual([['a'], ['b']]);
  });

  test('edits the one message of a key in place', async () => {
    const { chat, queue, drain } = await outboxBench();
    await queue('card-1', 'C1', { key: 'card', text: 'open' });
    await drain();

    await queue('card-2', 'C1', { key: 'card', text: 'decided' });
    await drain();

    expect(chat.texts('C1')).toEqual(['decided']);
    expect(chat.posts).toBe(1);
  });

  test('posts only the latest text of a message that was not posted yet', async () => {
    const { chat, queue, drain } = await outboxBench();
    await queue('card-1', 'C1', { key: 'card', text: 'open' });
    await queue('card-2', 'C1', { key: 'card', text: 'decided' });

    await drain();

    expect(chat.texts('C1')).toEqual(['decided']);
    expect(chat.posts).toBe(1);
  });

  test('posts a message anew when somebody deleted the one it was to edit', async () => {
    const { chat, queue, drain } = await outboxBench();
    await queue('card-1', 'C1', { key: 'card', text: 'open' });
    await drain();
    chat.deleteAll('C1');

    await queue('card-2', 'C1', { key: 'card', text: 'decided' });
    await drain();

    expect(chat.texts('C1')).toEqual(['decided']);
  });

  test('waits as long as a rate limit asks, and loses nothing', async () => {
    const { chat, clock, queue, deliver, drain } = await outboxBench();
    chat.next = { kind: 'rate limited', method: 'chat.postMessage', retryAfterSeconds: 30 };
    await queue('a', 'C1');
    await queue('b', 'C1');

    await deliver();
    clock.advance(29_000);
    await deliver();
    expect(chat.texts('C1')).toEqual([]);
    await drain();

    expect(chat.texts('C1')).toEqual(['a', 'b']);
  });

  test('never posts twice when the answer to a post was lost', async () => {
    const { chat, queue, drain } = await outboxBench();
    chat.loseNextAnswer = true;
    await queue('a', 'C1');

    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
    expect(chat.posts).toBe(1);
  });

  test('never posts twice when the process died between posting and settling', async () => {
    const { chat, clock, queue, deliver, drain } = await outboxBench();
    await queue('a', 'C1');
    chat.dieAfterNextPost = true;
    await deliver('dying');
    clock.advance(5 * 60_000);

    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
    expect(chat.posts).toBe(1);
  });

  test('tries again after an outage until the chat is back', async () => {
    const { chat, queue, deliver, clock, drain } = await outboxBench();
    await queue('a', 'C1');
    chat.away = true;
    for (let attempt = 0; attempt < 5; attempt += 1) clock.set((await deliver()) ?? clock.now());
    chat.away = false;

    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('marks a refused message as failed, tells somebody, and goes on with the next', async () => {
    const { chat, outbox, queue, drain } = await outboxBench();
    chat.next = { kind: 'refused', error: 'not_in_channel' };
    await queue('a', 'C1');
    await queue('b', 'C1');

    await drain();

    expect(chat.texts('C1')).toEqual(['b']);
    expect(chat.texts('admin')).toEqual(['a: not_in_channel']);
    expect(await outbox.latest(['failed'], 10)).toMatchObject([
      { id: 'a', error: 'not_in_channel' },
    ]);
  });

  test('sends a failed message again when asked', async () => {
    const { chat, outbox, queue, drain } = await outboxBench();
    chat.next = { kind: 'refused', error: 'not_in_channel' };
    await queue('a', 'C1');
    await drain();

    const found = await database.inTransaction((transaction) => outbox.retry('a', transaction));
    const unknown = await database.inTransaction((transaction) => outbox.retry('zzz', transaction));
    await drain();

    expect([found, unknown]).toEqual([true, false]);
    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('lets a message expire that was never worth sending late', async () => {
    const { chat, clock, outbox, queue, drain } = await outboxBench();
    await queue('a', 'C1', { expiresAt: new Date('2026-11-20T09:30:00Z') });
    clock.set('2026-11-20T10:00:00Z');

    await drain();

    expect(chat.texts('C1')).toEqual([]);
    expect(await outbox.counts()).toMatchObject({ expired: 1 });
  });

  test('of two processes at once delivers each message in one, in order', async () => {
    const { chat, clock, queue, deliver } = await outboxBench();
    for (let index = 0; index < 6; index += 1) await queue(`m${index}`, `C${index % 2}`);

    for (let round = 0; round < 6; round += 1) {
      await Promise.all([deliver('one'), deliver('two')]);
      clock.advance(1_100);
    }

    expect(chat.texts('C0')).toEqual(['m0', 'm2', 'm4']);
    expect(chat.texts('C1')).toEqual(['m1', 'm3', 'm5']);
  });

  test('lets no receiver wait for a call to another one that hangs', async () => {
    const { chat, queue, lanesOf } = await outboxBench();
    const { reached, letGo } = chat.hangOn('C1');
    await queue('a', 'C1');
    await queue('b', 'C2');

    await lanesOf('one').advance();
    await reached;
    await chat.posted('C2');
    expect([chat.texts('C1'), chat.texts('C2')]).toEqual([[], ['b']]);

    letGo();
    await lanesOf('one').idle();
    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('sees what is queued while the receiver is being written to', async () => {
    const { chat, clock, queue, lanesOf } = await outboxBench();
    const { reached, letGo } = chat.hangOn('C1');
    await queue('a', 'C1');
    await lanesOf('one').advance();
    await reached;
    await queue('b', 'C1');
    await lanesOf('one').advance();
    letGo();
    await lanesOf('one').idle();

    clock.set((await lanesOf('one').advance()) ?? clock.now());
    await lanesOf('one').advance();
    await lanesOf('one').idle();

    expect(chat.texts('C1')).toEqual(['a', 'b']);
  });

  test('is taken over half a minute after its process was killed, and posted once', async () => {
    const { chat, clock, queue, lanesOf, deliver } = await outboxBench();
    const { reached } = chat.hangOn('C1');
    await queue('a', 'C1');
    await lanesOf('killed').advance();
    await reached;

    clock.advance(29_000);
    await deliver('other');
    expect(chat.texts('C1')).toEqual([]);
    clock.advance(2_000);
    await deliver('other');

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('keeps its receiver for as long as it lives, however slow a call is', async () => {
    const { chat, clock, queue, lanesOf, deliver, tick } = await outboxBench();
    const { reached, letGo } = chat.hangOn('C1');
    await queue('a', 'C1');
    await lanesOf('slow').advance();
    await reached;

    for (let seconds = 0; seconds < 60; seconds += 10) {
      clock.advance(10_000);
      tick();
      await renewed(clock.now());
      await deliver('other');
    }
    letGo();
    await lanesOf('slow').idle();

    expect(chat.texts('C1')).toEqual(['a']);
    expect(chat.posts).toBe(1);
  });
});

describe('a message whose cause is undone', () => {
  test('is never posted when it was still waiting; those of other causes are', async () => {
    const { chat, queue, cancel, drain } = await outboxBench();
    await queue('a', 'C1', { causedBy: 'assign' });
    await queue('b', 'C1', { causedBy: 'complete' });

    await cancel('assign');
    await drain();

    expect(chat.texts('C1')).toEqual(['b']);
  });

  test('stays when the transaction of the undoing fails', async () => {
    const { chat, outbox, queue, drain } = await outboxBench();
    await queue('a', 'C1', { causedBy: 'assign' });
    const undoing = database.inTransaction(async (transaction) => {
      await outbox.cancel('assign', transaction);
      throw new Error('somebody was faster');
    });

    await expect(undoing).rejects.toThrow('somebody was faster');
    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('is edited by a correction where it was posted', async () => {
    const { chat, queue, cancel, drain } = await outboxBench();
    await queue('a', 'C1', { key: 'task', causedBy: 'assign' });
    await drain();

    await cancel('assign');
    await queue('undone', 'C1', { key: 'task', editsOnly: true });
    await drain();

    expect(chat.texts('C1')).toEqual(['undone']);
  });

  test('needs no correction where it was not: nothing is said', async () => {
    const { chat, queue, cancel, drain } = await outboxBench();
    await queue('a', 'C1', { key: 'task', causedBy: 'assign' });

    await cancel('assign');
    await queue('undone', 'C1', { key: 'task', editsOnly: true });
    await drain();

    expect(chat.texts('C1')).toEqual([]);
  });
});

/** Resolves once the lease of the channel lasts longer than it would have without a renewal. */
async function renewed(at: Date): Promise<void> {
  const receivers = database.db.collection<{ _id: string }>('notification_receivers');
  const filter = { _id: 'C1', leasedUntil: { $gt: new Date(at.getTime() + 20_000) } };
  while ((await receivers.countDocuments(filter)) === 0);
}
