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

/** Tells each admin that `entry` failed; a notice that fails itself is told to nobody. */
export function failureNotices(
  entry: OutboxEntry,
  error: string,
  adminSlackIds: readonly string[],
): readonly OutgoingMessage[] {
  if (entry.id.startsWith(noticePrefix)) return [];
  return adminSlackIds.map((to) => ({
    id: `${noticePrefix}${entry.id}/${to}`,
    to,
    message: message('deliveries/failed', {
      id: entry.id,
      to: entry.to,
      problem: error,
      remedy: remedies[error] ?? null,
    }),
  }));
}
