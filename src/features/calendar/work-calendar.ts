import type { DatedHours } from './dated-hours.js';
import type { Interval } from './interval.js';
import type { LocalDay } from './local-day.js';
import { fiveByEight, type WorkPattern } from './work-pattern.js';

/** How much of a day is free: half of it is half of the pattern's working time on that day. */
export type DayPart = 'whole day' | 'first half' | 'second half';

export interface Holiday {
  readonly day: LocalDay;
  readonly part: DayPart;
  readonly name: string;
}

/** Leave without its reason: whole or half days in the member's zone, or from instant to instant. */
export type Leave =
  | {
      readonly kind: 'days';
      readonly firstDay: LocalDay;
      /** Included. */
      readonly lastDay: LocalDay;
      /** Of each of the days. */
      readonly part: DayPart;
    }
  | ({ readonly kind: 'time' } & Interval);

/** When one member works. */
export interface WorkCalendar extends DatedHours<WorkPattern> {
  /** IANA name of the zone in which the member lives; days and times of day are counted in it. */
  readonly timeZone: string;
  readonly holidays: readonly Holiday[];
  readonly leave: readonly Leave[];
  /** When the member is on call. It changes no working time. */
  readonly onCall: readonly Interval[];
}

/** Monday to Friday, 09:00 to 17:00 in `timeZone`: for those about whom nothing else is known. */
export function defaultCalendar(timeZone: string): WorkCalendar {
  return { timeZone, pattern: fiveByEight, holidays: [], leave: [], onCall: [] };
}
