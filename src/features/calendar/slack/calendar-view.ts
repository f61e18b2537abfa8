import { patternOn } from '../dated-hours.js';
import type { RecordedLeave } from '../hours.js';
import { daysOf } from '../leave-rules.js';
import { addLocalDays, type LocalDay, localDayOf } from '../local-day.js';
import type { LookOutcome } from '../look.js';
import { isOnCallAt } from '../working-time.js';
import { editHours, enterLeave, giveUpLeave } from './actions.js';
import {
  dayInWords,
  holidayInWords,
  hoursInWords,
  leaveInWords,
  nowInWords,
  weekInWords,
  workInWords,
} from '../words.js';

export type Seen = Exclude<LookOutcome, { kind: 'unknown member' }>;

const mostListed = 5;

/** What is shown to the member and those who manage the member. */
export function calendarView({ member, calendar, hours, teamName, now }: Seen) {
  const { timeZone, holidays } = calendar;
  const today = localDayOf(now, timeZone);
  const leave = comingLeave(hours.leave, timeZone, today);
  return {
    now: nowInWords(calendar, now, true),
    timeZone,
    today: `${dayInWords(today)}: ${workInWords(calendar, today) ?? 'no work'}`,
    teamsHours: patternOn(hours, today) === null,
    teamName,
    ...hoursInWords(calendar, today),
    leave: leave
      .slice(0, mostListed)
      .map((one) => ({ when: leaveInWords(one, timeZone), reason: one.reason })),
    moreLeave: Math.max(0, leave.length - mostListed),
    holidays: holidays
      .filter(({ day }) => day >= today)
      .slice(0, mostListed)
      .map(holidayInWords),
    isOnCall: isOnCallAt(calendar, now),
    onCall: hours.onCallWeeks
      .filter((monday) => addLocalDays(monday, 6) >= today)
      .slice(0, mostListed)
      .map(weekInWords),
    actions: {
      leave: { actionId: enterLeave, value: member.id },
      hours: { actionId: editHours, value: member.id },
      ...(leave.length > 0 && { giveUp: { actionId: giveUpLeave, value: member.id } }),
    },
  };
}

/** What anybody may see. */
export function availabilityView({ member, calendar, now }: Seen) {
  return {
    name: member.name,
    now: nowInWords(calendar, now, false),
    timeZone: calendar.timeZone,
    isOnCall: isOnCallAt(calendar, now),
    ...hoursInWords(calendar, localDayOf(now, calendar.timeZone)),
  };
}

/** Leave that has not ended before `today`, the next first. */
export function comingLeave(
  leave: readonly RecordedLeave[],
  timeZone: string,
  today: LocalDay,
): readonly RecordedLeave[] {
  return leave
    .map((one) => ({ one, days: daysOf(one, timeZone) }))
    .filter(({ days: [, last] }) => last >= today)
    .toSorted((left, right) => (left.days[0] < right.days[0] ? -1 : 1))
    .map(({ one }) => one);
}
