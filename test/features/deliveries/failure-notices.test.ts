import { failureNotices } from '../../../src/features/deliveries/index.js';
import type { OutboxEntry } from '../../../src/outbox/index.js';

const admins = ['U0ADA', 'U0MARA'];

function lost(more: Partial<OutboxEntry> = {}): OutboxEntry {
  return { id: 'card', to: 'C0TEAM', revision: 0, ...more } as OutboxEntry;
}

test('each admin is told of a lost message, and what to do', () => {
  const notices = failureNotices(lost(), 'not_in_channel', admins);
  expect(notices.map(({ to }) => to)).toEqual(admins);
  expect(notices[0]?.message.view).toMatchObject({
    id: 'card',
    problem: 'not_in_channel',
    remedy: expect.stringContaining('/invite') as string,
  });
});

test('a message that is lost again after it was queued again is told again', () => {
  const idsOf = (entry: OutboxEntry) =>
    failureNotices(entry, 'not_in_channel', admins).map(({ id }) => id);
  expect(new Set([...idsOf(lost()), ...idsOf(lost({ revision: 1 }))]).size).toBe(4);
});

test('of a message that was never tried it is said that it expired', () => {
  const [notice] = failureNotices(lost(), null, admins);
  expect(notice?.message.view).toMatchObject({ problem: 'expired before it could be sent' });
});

test('nobody is told of a notice of a lost message that is lost itself', () => {
  const [notice] = failureNotices(lost(), null, admins);
  expect(failureNotices(lost({ id: notice?.id ?? '' }), 'user_not_found', admins)).toEqual([]);
});
