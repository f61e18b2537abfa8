import {
  addLocalDays,
  clockOf,
  isOnLeave,
  startOfLocalDay,
  startOfWorkingDay,
  type WorkCalendar,
} from '../calendar/index.js';
import type { Team } from '../people/index.js';
import { firstDayOf, lastDayOf } from './bucket.js';

export interface QuestionTime {
  readonly at: Date;
  /** Whether the one whose calendar it is has leave then, so that others are to be asked. */
  readonly onLeave: boolean;
}

/**
 * When the value of `bucket` is asked for: at the start of the first day in it on which `calendar`
 * has work, and not before the bucket begins for the team. Without such a day, null; or, when the
 * value is needed all the same, at the team's measurement hour on the last day.
 */
export function questionTime(
  bucket: string,
  { timeZone, measurementHour }: Pick<Team, 'timeZone' | 'measurementHour'>,
  calendar: WorkCalendar,
  isNeeded: boolean,
): QuestionTime | null {
  const [firstDay, lastDay] = [firstDayOf(bucket), lastDayOf(bucket)];
  const begin = startOfLocalDay(firstDay, timeZone);
  for (let day = firstDay; day <= lastDay; day = addLocalDays(day, 1)) {
    const start = startOfWorkingDay(calendar, day);
    if (start) return { at: start > begin ? start : begin, onLeave: false };
  }
  return isNeeded
    ? {
        at: clockOf(lastDay, timeZone)(measurementHour * 60),
        onLeave: isOnLeave(calendar, lastDay),
      }
    : null;
}
