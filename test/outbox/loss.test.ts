import { closeOutboxBench, openOutboxBench, outboxBench } from './outbox-bench.js';

beforeAll(openOutboxBench);
afterAll(closeOutboxBench);

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

describe('a message that cannot be brought into a form that the chat takes', () => {
  test('fails at once, untouched by the chat, and lets those behind it pass', async () => {
    const { chat, outbox, queue, deliver } = await outboxBench();
    chat.preparationFailures.set('a', { kind: 'refused', error: 'unknown template' });
    await queue('a', 'C1');
    await queue('b', 'C1');

    await deliver();

    expect(chat.texts('C1')).toEqual(['b']);
    expect(await outbox.entry('a')).toMatchObject({
      status: 'failed',
      error: 'unknown template',
      postingSince: null,
    });
  });

  test('is tried again after a rate limit, and not looked for', async () => {
    const { chat, outbox, queue, deliver, drain } = await outboxBench();
    const method = 'files.getUploadURLExternal';
    chat.preparationFailures.set('a', { kind: 'rate limited', method, retryAfterSeconds: 30 });
    chat.searchFails = true;
    await queue('a', 'C1');
    await deliver();
    expect(await outbox.entry('a')).toMatchObject({ status: 'queued', postingSince: null });

    chat.preparationFailures.clear();
    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('fails also as an edit', async () => {
    const { chat, outbox, queue, drain } = await outboxBench();
    await queue('a', 'C1', { key: 'card', text: 'open' });
    await drain();
    chat.preparationFailures.set('b', { kind: 'refused', error: 'unknown template' });
    await queue('b', 'C1', { key: 'card', text: 'decided' });

    await drain();

    expect(chat.texts('C1')).toEqual(['open']);
    expect(await outbox.entry('b')).toMatchObject({ status: 'failed' });
  });
});

describe('of a message that is lost', () => {
  test('somebody is told in the transaction in which it fails, or it does not fail', async () => {
    let crashes = 1;
    const { chat, outbox, queue, deliver, drain } = await outboxBench(
      undefined,
      undefined,
      async () => {
        if (crashes-- > 0) throw new Error('the process died');
      },
    );
    chat.preparationFailures.set('a', { kind: 'refused', error: 'unknown template' });
    await queue('a', 'C1');

    await deliver();
    expect(await outbox.counts()).toEqual({ queued: 1 });
    await drain();

    expect(chat.texts('admin')).toEqual(['a: unknown template']);
  });

  test('somebody is told once each time that it fails', async () => {
    const { chat, queue, retry, drain } = await outboxBench();
    await queue('a', 'C1');
    chat.next = { kind: 'refused', error: 'not_in_channel' };
    await drain();
    chat.next = { kind: 'refused', error: 'is_archived' };

    await retry('a');
    await drain();

    expect(chat.texts('admin')).toEqual(['a: not_in_channel', 'a: is_archived']);
  });

  test('somebody is told also when it expired without an attempt', async () => {
    const { chat, clock, outbox, queue, drain } = await outboxBench();
    await queue('a', 'C1');
    clock.advance(dayMs);

    await drain();

    expect(chat.texts('C1')).toEqual([]);
    expect(chat.texts('admin')).toEqual(['a: expired']);
    expect(await outbox.entry('a')).toMatchObject({ status: 'expired' });
  });

  test('nobody is told when its receiver had it wait for longer than it is of use', async () => {
    const monday = new Date('2026-11-23T09:00:00Z');
    const { chat, outbox, queue, drain } = await outboxBench(() => ({
      kind: 'hold',
      until: monday,
      reason: 'working hours',
    }));
    await queue('a', 'U1', { expiresAt: new Date('2026-11-21T09:00:00Z') });

    await drain();

    expect(await outbox.entry('a')).toMatchObject({ status: 'expired' });
    expect(chat.texts('admin')).toEqual([]);
  });
});

describe('a message of which nobody knows whether it was posted', () => {
  /** It was posted, its answer was lost, and no search for it succeeded while it was worth it. */
  async function lostTrack(more: { key?: string } = {}) {
    const bench = await outboxBench();
    bench.chat.loseNextAnswer = true;
    bench.chat.searchFails = true;
    await bench.queue('a', 'C1', { ...more, expiresAt: after(bench.clock.now(), hourMs) });
    await bench.drain();
    expect(await bench.outbox.entry('a')).toMatchObject({ status: 'failed' });
    bench.chat.searchFails = false;
    return bench;
  }

  test('is looked for when it is sent again after it failed', async () => {
    const { chat, outbox, retry, drain } = await lostTrack();

    await retry('a');
    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
    expect(await outbox.entry('a')).toMatchObject({ status: 'sent' });
  });

  test('is looked for when it is sent again after it expired', async () => {
    const { chat, clock, outbox, queue, retry, deliver, drain } = await outboxBench();
    chat.dieAfterNextPost = true;
    await queue('a', 'C1');
    await deliver('dying');
    clock.advance(dayMs);
    await drain();
    expect(await outbox.entry('a')).toMatchObject({ status: 'expired' });

    await retry('a');
    await drain();

    expect(chat.texts('C1')).toEqual(['a']);
  });

  test('does not come back over a newer text when it is sent again', async () => {
    const { chat, clock, outbox, queue, retry, drain } = await lostTrack({ key: 'task' });
    clock.advance(1);
    await queue('b', 'C1', { key: 'task' });
    await drain();

    await retry('a');
    await drain();

    expect(chat.texts('C1')).toEqual(['a', 'b']);
    expect(await outbox.entry('a')).toMatchObject({ status: 'replaced' });
  });

  test('is looked for also after an edit of the same message could not be made', async () => {
    const { chat, queue, deliver, drain } = await outboxBench();
    await queue('a', 'C1', { key: 'task' });
    await drain();
    chat.deleteAll('C1');
    chat.loseNextAnswer = true;
    await queue('b', 'C1', { key: 'task' });
    await deliver();
    chat.nextEdit = { kind: 'unavailable', error: 'away' };

    await drain();

    expect(chat.texts('C1')).toEqual(['b']);
  });
});

function after(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
