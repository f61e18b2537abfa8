import type { OutgoingMessage } from '../../../outbox/index.js';
import { message } from '../../../shared/message.js';
import { addLocalDays, type LocalDay, startOfLocalDay } from '../../calendar/index.js';
import type { Member, Team } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import { listButton } from './approval-buttons.js';
import { waitingView } from './waiting-view.js';

/** One decision that somebody is reminded of. */
export interface Reminded {
  readonly evaluation: Evaluation;
  readonly inPlaceOf: Member | null;
  readonly waitedDays: number;
  /** Whether it has just been passed on to whoever is reminded. */
  readonly isNew: boolean;
}

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
  readonly items: readonly Reminded[];
  readonly now: Date;
}): OutgoingMessage {
  const isInChannel = items.some(({ evaluation: { receivers } }) =>
    receivers.includes(team.channelId),
  );
  const endOfDay = startOfLocalDay(addLocalDays(day, 1), team.timeZone);
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
    expiresAt: endOfDay > now ? endOfDay : now,
  };
}
