import type { Transaction } from '../../storage/index.js';

/** When a member works has changed: hours, leave or weeks on call. */
export interface CalendarChanged {
  readonly memberId: string;
  readonly at: Date;
  /** The intent that changed it; unique to this event. */
  readonly intentId: string;
}

/** A team's hours or holidays have changed, and so when those members work who go by them. */
export interface TeamCalendarChanged extends Omit<CalendarChanged, 'memberId'> {
  readonly teamId: string;
}

type Subscriber<Event> = (event: Event, transaction: Transaction) => Promise<void>;

/** Tells other features of changed calendars, inside the transaction that changes them. */
export class CalendarEvents {
  readonly #changed: Subscriber<CalendarChanged>[] = [];
  readonly #ofTeamChanged: Subscriber<TeamCalendarChanged>[] = [];

  /** What a subscriber writes in the transaction is kept or lost together with the change. */
  readonly onCalendarChanged = (subscriber: Subscriber<CalendarChanged>): void => {
    this.#changed.push(subscriber);
  };

  /** What a subscriber writes in the transaction is kept or lost together with the change. */
  readonly onTeamCalendarChanged = (subscriber: Subscriber<TeamCalendarChanged>): void => {
    this.#ofTeamChanged.push(subscriber);
  };

  async changed(event: CalendarChanged, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#changed) await subscriber(event, transaction);
  }

  async teamChanged(event: TeamCalendarChanged, transaction: Transaction): Promise<void> {
    for (const subscriber of this.#ofTeamChanged) await subscriber(event, transaction);
  }
}
