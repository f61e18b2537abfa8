import type { OutboxEntry, Verdict } from '../../src/outbox/index.js';
import { closeOutboxBench, openOutboxBench, outboxBench } from './outbox-bench.js';

beforeAll(openOutboxBench);
afterAll(closeOutboxBench);

const ten = new Date('2026-11-20T10:00:00Z');

/** Holds the entries named, until ten; all else is delivered. */
const holding =
  (...ids: string[]) =>
  ({ id }: OutboxEntry, _: string, now: Date): Verdict =>
    ids.includes(id) && now < ten
      ? { kind: 'hold', until: ten, reason: 'working hours' }
      : { kind: 'deliver', mayMerge: false };

const merging = (): Verdict => ({ kind: 'deliver', mayMerge: true });

describe('a message that has to wait for its receiver', () => {
  test('lets later ones pass, and comes at its hour', async () => {
    const { chat, queue, drain, deliver, clock } = await outboxBench(holding('a'));
    await queue('a', 'U1');
    await queue('b', 'U1');

    await deliver();
    clock.advance(5_000);
    await deliver();
    expect(chat.texts('U1')).toEqual(['b']);
    await drain();

    expect(chat.texts('U1')).toEqual(['b', 'a']);
    expect(clock.now() >= ten).toBe(true);
  });

  test('does not expire meanwhile, unless its sender said when', async () => {
    const { chat, queue, drain, clock } = await outboxBench((_, __, now) =>
      now < new Date('2026-11-23T09:00:00Z')
        ? { kind: 'hold', until: new Date('2026-11-23T09:00:00Z'), reason: 'working hours' }
        : { kind: 'deliver', mayMerge: false },
    );
    await queue('a', 'U1');
    await queue('today', 'U1', { expiresAt: new Date('2026-11-20T23:00:00Z') });

    await drain();

    expect(chat.texts('U1')).toEqual(['a']);
    expect(clock.now() >= new Date('2026-11-23T09:00:00Z')).toBe(true);
  });

  test('is judged anew when the receiver decides otherwise', async () => {
    const { chat, queue, deliver, endHolds } = await outboxBench((_, __, now) =>
      wanted
        ? { kind: 'deliver', mayMerge: false }
        : { kind: 'hold', until: later(now), reason: 'snoozed' },
    );
    let wanted = false;
    await queue('a', 'U1');
    await deliver();

    wanted = true;
    await endHolds('U1');
    await deliver();

    expect(chat.texts('U1')).toEqual(['a']);
  });

  test('is not held when the receiver decides otherwise while it is judged', async () => {
    let judged = 0;
    const { chat, queue, deliver } = await outboxBench((_, __, now) => {
      judged += 1;
      return judged === 1
        ? { kind: 'hold', until: later(now), reason: 'snoozed' }
        : { kind: 'deliver', mayMerge: false };
    });
    await queue('a', 'U1');

    await deliver();

    expect(chat.texts('U1')).toEqual(['a']);
  });

  test('gives way to a newer text of itself', async () => {
    const { chat, queue, drain } = await outboxBench(holding('a', 'b'));
    await queue('a', 'U1', { key: 'task', text: 'assigned' });
    await queue('b', 'U1', { key: 'task', text: 'cancelled' });

    await drain();

    expect(chat.texts('U1')).toEqual(['cancelled']);
  });

  test('does not hold up the edit of what was posted', async () => {
    const { chat, queue, drain } = await outboxBench(holding('b'));
    await queue('a', 'U1', { key: 'task', text: 'assigned' });
    await drain();
    await queue('b', 'U1', { key: 'task', text: 'cancelled' });

    await drain();

    expect(chat.texts('U1')).toEqual(['cancelled']);
  });

  test('is not posted when its receiver does not want it, and the ledger says why', async () => {
    const { chat, queue, drain, outbox } = await outboxBench(() => ({
      kind: 'mute',
      reason: 'off',
    }));
    await queue('a', 'U1');

    await drain();

    expect(chat.texts('U1')).toEqual([]);
    expect(await outbox.entry('a')).toMatchObject({ status: 'muted', error: 'off' });
  });
});

test('a newer text is not taken for an older one that is held', async () => {
  const { chat, queue, deliver, drain } = await outboxBench(holding('a'));
  await queue('a', 'U1', { key: 'task', text: 'assigned' });
  await deliver();
  await queue('b', 'U1', { key: 'task', text: 'cancelled' });

  await drain();

  expect(chat.texts('U1')).toEqual(['cancelled']);
});

describe('several messages that may merge', () => {
  test('become one message', async () => {
    const { chat, queue, drain, outbox } = await outboxBench(merging);
    for (const id of ['a', 'b', 'c']) await queue(id, 'U1');

    await drain();

    expect(chat.texts('U1')).toEqual(['a + b + c']);
    expect(await outbox.counts()).toEqual({ sent: 1, merged: 3 });
  });

  test('leave out those of others, edits, and those that may not', async () => {
    const { chat, clock, queue, drain } = await outboxBench(({ id }) => ({
      kind: 'deliver',
      mayMerge: !id.startsWith('alone'),
    }));
    await queue('old', 'U1', { key: 'task', text: 'old' });
    await drain();
    await queue('a', 'U1');
    await queue('edit', 'U1', { key: 'task', text: 'new' });
    clock.advance(1);
    await queue('alone', 'U1');
    await queue('other', 'U2');
    await queue('b', 'U1');

    await drain();

    expect(chat.texts('U1')).toEqual(['new', 'a + b', 'alone']);
    expect(chat.texts('U2')).toEqual(['other']);
  });

  test('are posted once when the process dies after posting them', async () => {
    const { chat, clock, queue, deliver, drain } = await outboxBench(merging);
    for (const id of ['a', 'b']) await queue(id, 'U1');
    chat.dieAfterNextPost = true;
    await deliver('dying');
    clock.advance(60_000);

    await drain();

    expect(chat.texts('U1')).toEqual(['a + b']);
  });

  test('wait for the receiver as one message for as long as each would have', async () => {
    let morning = new Date('2026-11-20T09:00:00Z');
    const { chat, queue, drain } = await outboxBench(({ message }, _, now) => {
      const isMerged = (message.view as { text: string }).text.includes('+');
      if (isMerged) morning = new Date('2026-11-23T09:00:00Z');
      return now < morning
        ? { kind: 'hold', until: morning, reason: 'working hours' }
        : { kind: 'deliver', mayMerge: !isMerged };
    });
    for (const id of ['a', 'b']) await queue(id, 'U1');

    await drain();

    expect(chat.texts('U1')).toEqual(['a + b']);
  });

  test('are corrected by a new message, since no edit reaches their words', async () => {
    const { chat, queue, drain } = await outboxBench(merging);
    await queue('a', 'U1', { key: 'task' });
    await queue('b', 'U1');
    await drain();
    await queue('undone', 'U1', { key: 'task', editsOnly: true });

    await drain();

    expect(chat.texts('U1')).toEqual(['a + b', 'undone']);
  });
});

describe('a message that is rewritten', () => {
  test('is posted once, at its hour, in its new words', async () => {
    const { chat, queue, rewrite, deliver, drain } = await outboxBench(holding('a'));
    await queue('a', 'U1', { key: 'task', repeats: true });
    await deliver();
    expect(await rewrite('a', 'U1', 'new words')).toBe(true);
    await drain();
    expect(chat.texts('U1')).toEqual(['new words']);
  });

  test('is posted in its new words also when it was judged in its old ones', async () => {
    let rewritten: boolean | null = null;
    const { chat, queue, rewrite, drain } = await outboxBench(undefined, async () => {
      rewritten ??= await rewrite('a', 'U1', 'new words');
    });
    await queue('a', 'U1');
    await drain();
    expect(rewritten).toBe(true);
    expect(chat.texts('U1')).toEqual(['new words']);
  });

  test('is merged in its new words also when it was judged in its old ones', async () => {
    let rewritten: boolean | null = null;
    const { chat, queue, rewrite, drain } = await outboxBench(merging, async () => {
      rewritten ??= await rewrite('a', 'U1', 'new words');
    });
    await queue('a', 'U1');
    await queue('b', 'U1');
    await drain();
    expect(rewritten).toBe(true);
    expect(chat.texts('U1')).toEqual(['new words + b']);
  });

  test('is edited once more when its old words were just being edited in', async () => {
    const { chat, queue, rewrite, drain } = await outboxBench();
    await queue('a', 'U1', { key: 'task' });
    await drain();
    let rewritten: boolean | null = null;
    chat.whileEditing = async () => {
      rewritten ??= await rewrite('b', 'U1', 'new words');
    };
    await queue('b', 'U1', { key: 'task' });
    await drain();
    expect(rewritten).toBe(true);
    expect(chat.texts('U1')).toEqual(['new words']);
  });

  test('stays as it is once it was posted, and whoever rewrites it hears so', async () => {
    const { chat, queue, rewrite, drain } = await outboxBench();
    await queue('a', 'U1');
    await drain();
    expect(await rewrite('a', 'U1', 'new words')).toBe(false);
    expect(await rewrite('unknown', 'U1', 'new words')).toBe(false);
    await drain();
    expect(chat.texts('U1')).toEqual(['a']);
  });
});

describe('a message that is to come again', () => {
  test('is posted anew at its hour, and later texts edit the new one', async () => {
    const { chat, queue, drain, clock } = await outboxBench();
    await queue('a', 'U1', { key: 'task', text: 'assigned' });
    await drain();
    clock.advance(1_000);
    await queue('again', 'U1', { key: 'task', text: 'assigned', repeats: true, notBefore: ten });

    await drain();
    expect(clock.now() >= ten).toBe(true);
    expect(chat.texts('U1')).toEqual(['assigned', 'assigned']);

    await queue('b', 'U1', { key: 'task', text: 'done' });
    await drain();
    expect(chat.texts('U1')).toEqual(['assigned', 'done']);
  });

  test('stays away when the message has got a newer text meanwhile', async () => {
    const { chat, queue, drain, clock } = await outboxBench();
    await queue('a', 'U1', { key: 'task', text: 'assigned' });
    await drain();
    clock.advance(1_000);
    await queue('again', 'U1', { key: 'task', text: 'assigned', repeats: true, notBefore: ten });
    clock.advance(1_000);
    await queue('b', 'U1', { key: 'task', text: 'done' });

    await drain();

    expect(chat.texts('U1')).toEqual(['done']);
  });
});

describe('an edit of one message', () => {
  const edit = { edits: 'a', editsOnly: true, text: 'comes again' };

  test('gives that its words, and leaves the others alone', async () => {
    const { chat, queue, drain } = await outboxBench();
    await queue('a', 'U1');
    await queue('b', 'U1');
    await drain();

    await queue('edit', 'U1', edit);
    await drain();

    expect(chat.texts('U1')).toEqual(['comes again', 'b']);
  });

  test('does not take newer words away', async () => {
    const { chat, queue, drain, clock } = await outboxBench();
    await queue('a', 'U1', { key: 'task', text: 'assigned' });
    await drain();
    clock.advance(1);
    await queue('b', 'U1', { key: 'task', text: 'cancelled' });
    await queue('edit', 'U1', edit);

    await drain();

    expect(chat.texts('U1')).toEqual(['cancelled']);
  });

  test('says nothing when that message does not stand in the chat', async () => {
    const { chat, queue, drain } = await outboxBench();
    await queue('a', 'U1');
    await drain();
    chat.deleteAll('U1');
    await queue('edit', 'U1', edit);
    await queue('of-none', 'U1', { ...edit, edits: 'unknown' });

    await drain();

    expect(chat.texts('U1')).toEqual([]);
  });
});

function later(now: Date): Date {
  return new Date(now.getTime() + 3_600_000);
}
