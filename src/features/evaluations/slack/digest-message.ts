import type { OutgoingMessage } from '../../../outbox/index.js';
import { message } from '../../../shared/message.js';
import { listButton } from '../../approvals/index.js';
import { localDayOf } from '../../calendar/index.js';
import type { Team } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';
import type { DecisionKind } from '../rule/decision.js';
import { dayText } from '../../day-text.js';
import { cardLifetimeMs } from './evaluation-messages.js';
import { recommendationView } from './waiting-view.js';

/** One message for each receiver that names the first of many decisions and counts all. */
export function digestMessages({
  id,
  team,
  ranked,
  named,
  receivers,
  at,
}: {
  /** Of a decision that stands in no other digest. */
  readonly id: string;
  readonly team: Team;
  readonly ranked: readonly { readonly decision: DecisionKind }[];
  readonly named: readonly Evaluation[];
  readonly receivers: readonly string[];
  readonly at: Date;
}): readonly OutgoingMessage[] {
  const count = (kind: DecisionKind) => ranked.filter(({ decision }) => decision === kind).length;
  const closed = count('close');
  const waiting = ranked.length - closed;
  const rows = named.filter(({ receipt: { result } }) => result.decision !== 'close');
  const digest = message('evaluations/digest', {
    teamName: team.name,
    day: dayText(localDayOf(at, team.timeZone)),
    waiting,
    intervene: count('intervene'),
    extend: count('extend'),
    review: count('review'),
    closed,
    decisions: rows.map(recommendationView),
    more: waiting - rows.length,
    actions: { list: listButton() },
  });
  return receivers.map((to) => ({
    id: `evaluation-digest/${id}/${to}`,
    to,
    message: digest,
    expiresAt: new Date(at.getTime() + cardLifetimeMs),
  }));
}
