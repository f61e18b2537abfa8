import type { DeliveryLedger, Outbox, OutboxEntry } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import { message } from '../../shared/message.js';
import type { InTransaction, Transaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import { type CalendarService, localDayAndTime, type WorkCalendar } from '../calendar/index.js';
import { type Actor, actorId, type Member } from '../people/index.js';
import type { Preferences } from './preferences.js';
import type { PreferencesStore } from './preferences-store.js';
import { type Snooze, snoozeEnd } from './snooze.js';

export interface NotificationsDeps {
  readonly preferences: PreferencesStore;
  readonly calendars: Pick<CalendarService, 'calendarOf'>;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly ledger: Pick<DeliveryLedger, 'entry' | 'endHolds'>;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Runs in the transaction in which a member lets messages come at any hour. */
  readonly followAnyHour: AnyHourFollower;
}

export type AnyHourFollower = (
  event: { readonly memberId: string; readonly intentId: string },
  transaction: Transaction,
) => Promise<void>;

interface Requested {
  readonly actor: Actor;
  readonly intentId: string;
}

/** What members decide about what reaches them. */
export class NotificationsService {
  readonly #deps: NotificationsDeps;

  constructor(deps: NotificationsDeps) {
    this.#deps = deps;
  }

  preferencesOf(memberId: string): Promise<Preferences> {
    return this.#deps.preferences.of(memberId);
  }

  calendarOf(memberId: string): Promise<WorkCalendar> {
    return this.#deps.calendars.calendarOf(memberId);
  }

  /**
   * Changes what `member` wants; what is held back is then judged anew.
   * @throws AlreadyHandledError when the intent has taken effect.
   */
  change(
    { actor, intentId }: Requested,
    { id, slackId }: Pick<Member, 'id' | 'slackId'>,
    change: (before: Preferences) => Partial<Preferences>,
  ): Promise<Preferences> {
    const { preferences, ledger, inTransaction, audit, clock } = this.#deps;
    return inTransaction(async (transaction) => {
      const before = await preferences.of(id, transaction);
      const after = { ...before, ...change(before) };
      await preferences.save(id, after, transaction);
      await audit.insert(
        {
          id: intentId,
          at: clock.now(),
          actorId: actorId(actor),
          action: 'notifications changed',
          subject: `notifications of member ${id}`,
          before: { ...before },
          after: { ...after },
        },
        transaction,
      );
      if (slackId !== undefined) await ledger.endHolds(slackId, transaction);
      if (before.hours !== 'any' && after.hours === 'any') {
        await this.#deps.followAnyHour({ memberId: id, intentId }, transaction);
      }
      return after;
    });
  }

  /** The message with that id if it was sent to `receiver`; nobody sees what others got. */
  async messageTo(receiver: string, entryId: string): Promise<OutboxEntry | null> {
    const entry = await this.#deps.ledger.entry(entryId);
    return entry?.to === receiver ? entry : null;
  }

  /** Has a message come again, and say so without its buttons where it stands. @returns when. */
  async repeat(entry: OutboxEntry, snooze: Snooze, memberId: string, intentId: string) {
    const { outbox, inTransaction, clock } = this.#deps;
    const { id, to, parts, key, taskId, chart } = entry;
    const calendar = await this.calendarOf(memberId);
    const notBefore = snoozeEnd(snooze, calendar, clock.now());
    const at = localDayAndTime(notBefore, calendar.timeZone);
    const postponed = {
      id: `postponed/${intentId}`,
      to,
      message: message('notifications/postponed', { taskId: taskId ?? null, at }),
      edits: id,
      editsOnly: true,
    };
    const again = {
      id: `again/${intentId}`,
      to,
      message: entry.message,
      ...(parts && { parts }),
      ...(key !== undefined && { key, repeats: true }),
      ...(taskId !== undefined && { taskId }),
      ...(chart && { chart }),
      notBefore,
    };
    await inTransaction((transaction) => outbox.enqueue([postponed, again], transaction));
    return notBefore;
  }
}
