import { addLocalDays, type LocalDay, startOfLocalDay } from '../calendar/index.js';

/** A reminder of `day` is not worth reading on another one. */
export function reminderExpiry(day: LocalDay, timeZone: string, now: Date): Date {
  const endOfDay = startOfLocalDay(addLocalDays(day, 1), timeZone);
  return endOfDay > now ? endOfDay : now;
}
