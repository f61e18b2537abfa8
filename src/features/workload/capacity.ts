import {
  addLocalDays,
  addWorkingDays,
  isWorkingDay,
  localDayOf,
  startOfLocalDay,
  type WorkCalendar,
  workingHoursBetween,
} from '../calendar/index.js';

/** The time that work is planned for. */
export interface Horizon {
  readonly from: Date;
  readonly to: Date;
}

/** From `now` to the end of the `workingDays`-th working day of the team, today being the first. */
export function horizonFrom(team: WorkCalendar, now: Date, workingDays: number): Horizon {
  const today = localDayOf(now, team.timeZone);
  const further = isWorkingDay(team, today) ? workingDays - 1 : workingDays;
  const last = addWorkingDays(team, today, further) ?? addLocalDays(today, workingDays);
  return { from: now, to: startOfLocalDay(addLocalDays(last, 1), team.timeZone) };
}

/**
 * Hours of `horizon` that a member has for tasks: the working hours of the calendar, leave and
 * holidays left out, in proportion when a usual week has more of them than `hoursPerWeek`.
 */
export function capacityIn(horizon: Horizon, calendar: WorkCalendar, hoursPerWeek: number): number {
  const hours = workingHoursBetween(calendar, horizon.from, horizon.to);
  const { timeZone } = calendar;
  const today = localDayOf(horizon.from, timeZone);
  const usual = workingHoursBetween(
    { ...calendar, leave: [], holidays: [] },
    startOfLocalDay(today, timeZone),
    startOfLocalDay(addLocalDays(today, 7), timeZone),
  );
  return usual <= hoursPerWeek ? hours : (hours * hoursPerWeek) / usual;
}
