import {
  addLocalDays,
  addWorkingDays,
  isLocalDay,
  isWorkingDay,
  type LocalDay,
  type WorkCalendar,
} from '../calendar/index.js';

export const noSuchDay = 'There is no such day. Write it as 2026-11-30.';

/** What is wrong with a day that is to lie ahead, `today` included; null when nothing is. */
export function comingDayFault(day: string, today: LocalDay): string | null {
  if (!isLocalDay(day)) return noSuchDay;
  return day < today ? `This day is past: today is ${today}.` : null;
}

/** The first working day of `calendar` that is `days` days after `today` or later. */
export function workingDayAhead(calendar: WorkCalendar, today: LocalDay, days: number): LocalDay {
  const day = addLocalDays(today, days);
  return isWorkingDay(calendar, day) ? day : (addWorkingDays(calendar, day, 1) ?? day);
}
