import type { OutboxEntry, OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';

/** What an operator does about a refusal of Slack's. */
const remedies: Readonly<Record<string, string>> = {
  not_in_channel: 'Invite the bot to the channel: /invite @Crewchief.',
  channel_not_found:
    'Check the channel of the team with /crew team; the bot must be a member of it.',
  is_archived: 'The channel is archived. Give the team another one with /crew team edit.',
  user_not_found: 'Check the Slack id of the member with /crew people.',
};

const noticePrefix = 'delivery-failed/';

/** What is wrong with an entry that failed by `error`, or expired and was never tried. */
export function problemOf(error: string | null): string {
  return error ?? 'expired before it could be sent';
}

/**
 * Tells each admin that `entry` was lost, and again when it is lost after it was queued again; a
 * notice that is lost itself is told to nobody.
 */
export function failureNotices(
  entry: OutboxEntry,
  error: string | null,
  adminSlackIds: readonly string[],
): readonly OutgoingMessage[] {
  if (entry.id.startsWith(noticePrefix)) return [];
  return adminSlackIds.map((to) => ({
    id: `${noticePrefix}${entry.id}/${entry.revision}/${to}`,
    to,
    message: message('deliveries/failed', {
      id: entry.id,
      to: entry.to,
      problem: problemOf(error),
      remedy: remedies[error ?? ''] ?? null,
    }),
  }));
}
