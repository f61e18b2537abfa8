import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { listButton, type Reminder } from '../approvals/index.js';
import type { LocalDay } from '../calendar/index.js';
import { personView, type Team } from '../people/index.js';
import type { LevelRequest } from './level-requests.js';

/** One message for every level that waits for a person to confirm, in a team on a day. */
export function levelReminder({
  team,
  day,
  slackId,
  items,
  expiresAt,
}: {
  readonly team: Team | null;
  readonly day: LocalDay;
  readonly slackId: string;
  readonly items: readonly Reminder<LevelRequest>[];
  readonly expiresAt: Date;
}): OutgoingMessage {
  return {
    id: `skill-levels/${team?.id ?? 'no team'}/${day}/${slackId}`,
    to: slackId,
    message: message('skills/reminder', {
      count: items.length,
      teamName: team?.name ?? null,
      escalated: items.filter(({ isNew }) => isNew).length,
      waiting: items.map(({ request: { answer, member }, inPlaceOf, waitedDays }) => ({
        who: personView(member),
        ...answer.suggested,
        waitedDays,
        inPlaceOf: inPlaceOf?.name ?? null,
      })),
      actions: { list: listButton() },
    }),
    expiresAt,
  };
}
