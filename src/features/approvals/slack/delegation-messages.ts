import type { OutgoingMessage } from '../../../outbox/index.js';
import { message } from '../../../shared/message.js';
import type { LocalDay } from '../../calendar/index.js';
import { type Member, type MemberActor, personView } from '../../people/index.js';
import { dayText } from '../../day-text.js';
import { listButton } from './list-button.js';

interface Delegated {
  readonly actor: MemberActor;
  readonly delegate: Member;
  readonly intentId: string;
}

export function delegationStarted({
  actor,
  delegate,
  lastDay,
  intentId,
}: Delegated & { readonly lastDay: LocalDay }): OutgoingMessage {
  return toDelegate(
    delegate,
    intentId,
    message('approvals/notice-delegated', {
      manager: personView(actor),
      lastDay: dayText(lastDay),
      actions: { list: listButton() },
    }),
  );
}

export function delegationEnded({ actor, delegate, intentId }: Delegated): OutgoingMessage {
  return toDelegate(
    delegate,
    intentId,
    message('approvals/notice-delegation-ended', { manager: personView(actor) }),
  );
}

function toDelegate(
  { id, slackId }: Member,
  intentId: string,
  notice: OutgoingMessage['message'],
): OutgoingMessage {
  if (slackId === undefined) throw new Error(`The delegate ${id} has no Slack account`);
  return { id: `${intentId}/delegate/${id}`, to: slackId, message: notice };
}
