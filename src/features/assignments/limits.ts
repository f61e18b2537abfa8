import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import { capacityIn, type Horizon } from '../workload/index.js';

/** What a member has said about how much they take on. */
export interface WorkLimits {
  /** The last day without new work, included; null in rotation. */
  readonly offRotationUntil: LocalDay | null;
  /** The most tasks to hold at once; null without a limit. */
  readonly maximumTasks: number | null;
  /** Hours of a week for tasks; null for what the calendar and the member's capacity give. */
  readonly hoursPerWeek: number | null;
}

export const noLimits: WorkLimits = {
  offRotationUntil: null,
  maximumTasks: null,
  hoursPerWeek: null,
};

export const mostTasks = 100;
export const hoursInWeek = 168;

export type LimitFaults = Readonly<Partial<Record<keyof WorkLimits, string>>>;

/** What is wrong with limits, by field; `today` is that of the member. */
export function limitFaults(
  { offRotationUntil, maximumTasks, hoursPerWeek }: WorkLimits,
  today: LocalDay,
): LimitFaults {
  return {
    ...(offRotationUntil !== null &&
      offRotationUntil < today && { offRotationUntil: 'This day is over. Choose a coming one.' }),
    ...(maximumTasks !== null &&
      !(Number.isInteger(maximumTasks) && maximumTasks >= 1 && maximumTasks <= mostTasks) && {
        maximumTasks: `A whole number from 1 to ${mostTasks}. To take no work for a while, go off rotation.`,
      }),
    ...(hoursPerWeek !== null &&
      !(hoursPerWeek > 0 && hoursPerWeek <= hoursInWeek) && {
        hoursPerWeek: `More than 0 and at most ${hoursInWeek} hours. To take no work for a while, go off rotation.`,
      }),
  };
}

export function isOffRotation({ offRotationUntil }: WorkLimits, today: LocalDay): boolean {
  return offRotationUntil !== null && today <= offRotationUntil;
}

/**
 * Hours of `horizon` that the member has for tasks: those of the calendar, of which a usual week counts
 * for no more than the member's capacity, nor for more than they set themselves.
 */
export function capacityUnderLimits(
  horizon: Horizon,
  calendar: WorkCalendar,
  { weeklyCapacityHours }: Pick<Member, 'weeklyCapacityHours'>,
  { hoursPerWeek }: Pick<WorkLimits, 'hoursPerWeek'>,
): number {
  return capacityIn(horizon, calendar, Math.min(weeklyCapacityHours, hoursPerWeek ?? Infinity));
}
