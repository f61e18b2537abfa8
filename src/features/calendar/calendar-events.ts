import type { Transaction } from '../../storage/index.js';

/** When a member works has changed: hours, leave or weeks on call. */
export interface CalendarChanged {
  readonly memberId: string;
  readonly at: Date;
  /** The intent that changed it; unique to this event. */
  readonly intentId: string;
}

export type CalendarChangedSubscriber = (
  event: CalendarChanged,
  transaction: Transaction,
) => Promise<void>;

/** Tells other features of changed calendars, inside the transaction that changes them. */
export class CalendarEvents {
  readonly #changed: CalendarChangedSubscriber[] = [];

  /** What a subscriber writes in the transaction is kept or lost together with the change. */
  readonly onCalendarChanged = (subscriber: CalendarChangedSubscriber): void => {
    this.#changed.push(subscriber);
  };

  async changed(event: CalendarChanged, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#changed) await subscriber(event, transaction);
  }
}
