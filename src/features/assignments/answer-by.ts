import { nextWorkingDayStart, type WorkCalendar, workingHoursBetween } from '../calendar/index.js';

/** Least working time, in hours, in which a member can answer before silence is taken for an answer. */
const leastHoursToAnswer = 1;

/**
 * When the member is taken to have answered by silence, when asked at `askedAt`: as a working day of
 * theirs begins, the first by which they had an hour of work. Undefined when they have no such day.
 */
export function answerByAfter(calendar: WorkCalendar, askedAt: Date): Date | undefined {
  let answerBy = nextWorkingDayStart(calendar, askedAt);
  while (answerBy && workingHoursBetween(calendar, askedAt, answerBy) < leastHoursToAnswer) {
    answerBy = nextWorkingDayStart(calendar, answerBy);
  }
  return answerBy;
}
