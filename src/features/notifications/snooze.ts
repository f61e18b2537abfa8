import { millisecondsInHour } from 'date-fns/constants';
import {
  addLocalDays,
  clockOf,
  localDayOf,
  mondayOf,
  nextWorkingDayStart,
  nextWorkingMoment,
  startOfLocalDay,
  startOfWorkingDay,
  type WorkCalendar,
} from '../calendar/index.js';

export const snoozes = {
  '1h': '1 hour',
  tomorrow: 'Tomorrow',
  workday: 'My next working day',
  week: 'Next week',
} as const;
export type Snooze = keyof typeof snoozes;

export function isSnooze(word: string): word is Snooze {
  return Object.hasOwn(snoozes, word);
}

/** Minutes after midnight at which a day begins that is no working day. */
const morning = 9 * 60;

/** The end of a snooze, as the one who snoozes understands it: in the own zone and working days. */
export function snoozeEnd(snooze: Snooze, calendar: WorkCalendar, now: Date): Date {
  const { timeZone } = calendar;
  const today = localDayOf(now, timeZone);
  const tomorrow = addLocalDays(today, 1);
  const morningOf = (day: string) =>
    startOfWorkingDay(calendar, day) ?? clockOf(day, timeZone)(morning);
  switch (snooze) {
    case '1h':
      return new Date(now.getTime() + millisecondsInHour);
    case 'tomorrow':
      return morningOf(tomorrow);
    case 'workday':
      return nextWorkingDayStart(calendar, now) ?? morningOf(tomorrow);
    case 'week': {
      const monday = addLocalDays(mondayOf(today), 7);
      return nextWorkingMoment(calendar, startOfLocalDay(monday, timeZone)) ?? morningOf(monday);
    }
  }
}
