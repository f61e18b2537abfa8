import { defaultCalendar, type WorkCalendar } from '../../../src/features/calendar/index.js';
import { members } from './crew.js';

/** Calendars that a test fills; all others are the default one in the member's or team's zone. */
export class CalendarsOfTest {
  readonly own = new Map<string, WorkCalendar>();

  async calendarsOf(ids: readonly string[]): Promise<ReadonlyMap<string, WorkCalendar>> {
    const known = members.filter(({ id }) => ids.includes(id));
    return new Map(
      known.map(({ id, timeZone }) => [id, this.own.get(id) ?? defaultCalendar(timeZone)]),
    );
  }

  async calendarOfTeam({ timeZone }: { readonly timeZone: string }): Promise<WorkCalendar> {
    return defaultCalendar(timeZone);
  }
}
