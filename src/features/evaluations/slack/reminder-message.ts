import type { OutgoingMessage } from '../../../outbox/index.js';
import { message } from '../../../shared/message.js';
import { listButton, type Reminder, reminderExpiry } from '../../approvals/index.js';
import type { LocalDay } from '../../calendar/index.js';
import type { Team } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import { waitingView } from './waiting-view.js';

/** One message for everything that waits for a person in a team on a day. */
export function reminderMessage({
  team,
  day,
  slackId,
  items,
  now,
}: {
  readonly team: Team;
  readonly day: LocalDay;
  readonly slackId: string;
  readonly items: readonly Reminder<Evaluation>[];
  readonly now: Date;
}): OutgoingMessage {
  const isInChannel = items.some(({ request: { receivers } }) =>
    receivers.includes(team.channelId),
  );
  return {
    id: `approvals/${team.id}/${day}/${slackId}`,
    to: slackId,
    message: message('evaluations/reminder', {
      count: items.length,
      teamName: team.name,
      channelId: isInChannel ? team.channelId : null,
      escalated: items.filter(({ isNew }) => isNew).length,
      waiting: items.map((item) => waitingView(item)),
      actions: { list: listButton() },
    }),
    expiresAt: reminderExpiry(day, team.timeZone, now),
  };
}
