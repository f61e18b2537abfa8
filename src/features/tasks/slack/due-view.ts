import type { LocalDay, WorkCalendar } from '../../calendar/index.js';
import { type Due, dueFrom } from '../due.js';
import { isOngoing, type Task } from '../task.js';

/** A due date as templates show it; of a finished task no more than the date. */
export function dueView(
  task: Task,
  today: LocalDay,
  calendar: WorkCalendar | undefined,
): Due | null {
  const { dueOn } = task;
  if (dueOn === null) return null;
  return calendar && isOngoing(task)
    ? dueFrom(today, dueOn, calendar)
    : { state: 'ahead', on: dueOn, workingDays: null };
}
