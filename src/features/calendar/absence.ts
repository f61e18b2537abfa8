import { patternOn } from './dated-hours.js';
import { type Stretch, isWithin } from './interval.js';
import { clockOf, type LocalDay, localDayOf } from './local-day.js';
import type { DayPart, WorkCalendar } from './work-calendar.js';
import { middleOf, periodsOn } from './work-pattern.js';

const minutesInDay = 24 * 60;

/** The stretches of `day`, in minutes of the day, that holidays and leave by days make free. */
export function freeMinutesOn(calendar: WorkCalendar, day: LocalDay): readonly Stretch[] {
  const { holidays, leave } = calendar;
  const parts: readonly DayPart[] = [
    ...holidays.filter((holiday) => holiday.day === day).map(({ part }) => part),
    ...leave.flatMap((absence) =>
      absence.kind === 'days' && absence.firstDay <= day && day <= absence.lastDay
        ? absence.part
        : [],
    ),
  ];
  return parts.map((part) =>
    minutesFree(part, () => middleOf(periodsOn(patternOn(calendar, day), day))),
  );
}

/** Whether a holiday or leave makes `instant` free, be it in or out of working hours. */
export function isAbsentAt(calendar: WorkCalendar, instant: Date): boolean {
  const { timeZone, leave } = calendar;
  if (leave.some((absence) => absence.kind === 'time' && isWithin(absence, instant))) return true;
  const day = localDayOf(instant, timeZone);
  const clock = clockOf(day, timeZone);
  return freeMinutesOn(calendar, day).some(([startMinute, endMinute]) =>
    isWithin({ start: clock(startMinute), end: clock(endMinute) }, instant),
  );
}

/** Whether leave makes the whole of `day` free. */
export function isOnLeave({ leave, timeZone }: WorkCalendar, day: LocalDay): boolean {
  const clock = clockOf(day, timeZone);
  return leave.some((absence) =>
    absence.kind === 'days'
      ? absence.part === 'whole day' && absence.firstDay <= day && day <= absence.lastDay
      : absence.start <= clock(0) && clock(minutesInDay) <= absence.end,
  );
}

function minutesFree(part: DayPart, middle: () => number): Stretch {
  switch (part) {
    case 'whole day':
      return [0, minutesInDay];
    case 'first half':
      return [0, middle()];
    case 'second half':
      return [middle(), minutesInDay];
  }
}
