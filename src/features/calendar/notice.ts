import { message } from '../../shared/message.js';
import type { Transaction } from '../../storage/index.js';
import type { Member } from '../people/index.js';
import type { CalendarDeps, Requested } from './calendar-deps.js';

/** What somebody else changed in a member's calendar. */
export interface CalendarNotice {
  readonly change: 'leave added' | 'leave removed' | 'hours' | 'on call' | 'off call';
  /** The leave, the week or the first day of the hours in words. */
  readonly when: string;
}

/** Tells `member` by direct message what another member changed. */
export async function tellMember(
  { outbox }: CalendarDeps,
  { actor, intentId }: Requested,
  member: Member,
  notice: CalendarNotice,
  transaction: Transaction,
): Promise<void> {
  const { id, slackId, active } = member;
  if (actor.kind !== 'member' || actor.memberId === id) return;
  if (slackId === undefined || !active) return;
  const by = { name: actor.name, slackId: actor.slackId };
  await outbox.enqueue(
    [
      {
        id: `calendar/${id}/${intentId}`,
        to: slackId,
        message: message('calendar/notice', { by, ...notice }),
      },
    ],
    transaction,
  );
}
