import type { DeliveryLedger, DeliveryPolicy, OutboxEntry, Verdict } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { type CalendarService, localDayOf, startOfLocalDay } from '../calendar/index.js';
import type { People } from '../people/index.js';
import { messageTypes, type Urgency, urgencies } from './message-types.js';
import type { PreferencesStore } from './preferences-store.js';
import { verdictOn } from './verdict.js';

export interface PolicyDeps {
  readonly people: Pick<People, 'memberBySlackId'>;
  readonly calendars: Pick<CalendarService, 'calendarOf'>;
  readonly preferences: PreferencesStore;
  readonly ledger: Pick<DeliveryLedger, 'postedSince'>;
  readonly noticesPerDay: number;
}

/** Lets members have what they want to hear, in their working hours, and in few messages. */
export function createDeliveryPolicy(deps: PolicyDeps): DeliveryPolicy {
  return {
    async of(receiver, now) {
      const member = isPerson(receiver) ? await deps.people.memberBySlackId(receiver) : null;
      if (!member) return deliverAtOnce;
      const [preferences, calendar] = await Promise.all([
        deps.preferences.of(member.id),
        deps.calendars.calendarOf(member.id),
      ]);
      const midnight = startOfLocalDay(localDayOf(now, calendar.timeZone), calendar.timeZone);
      const today = await deps.ledger.postedSince(receiver, midnight);
      const state = { preferences, calendar, today, dayLimit: deps.noticesPerDay };
      return (entry) => verdictOn(entry, state, now);
    },
    merge(entries) {
      const parts = entries
        .toSorted((left, right) => rank(left) - rank(right) || +left.queuedAt - +right.queuedAt)
        .map((entry) => entry.message);
      return { message: message('notifications/merged', { count: parts.length }), parts };
    },
  };
}

const deliverAtOnce = (): Verdict => ({ kind: 'deliver', mayMerge: false });

/** What offers something to do stands before what is only to be known. */
function rank({ message: { template } }: OutboxEntry): number {
  const type = messageTypes[template];
  const urgency: Urgency = type?.urgency ?? 'notice';
  return 2 * urgencies.indexOf(urgency) + (type?.merges ? 1 : 0);
}

/** Slack ids of members begin with U or W; those of channels do not. */
export function isPerson(receiver: string): boolean {
  return /^[UW]/.test(receiver);
}
