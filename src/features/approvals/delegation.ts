import { addLocalDays, isLocalDay, type LocalDay } from '../calendar/index.js';

/** A manager lets somebody else decide in the manager's place. */
export interface Delegation {
  /** The manager's id; a new delegation takes the place of the one before. */
  readonly managerId: string;
  readonly delegateId: string;
  /** Included; counted in the zone of the team that a decision is about. */
  readonly lastDay: LocalDay;
  readonly createdAt: Date;
}

export const longestDelegationDays = 365;

export function isInForce({ lastDay }: Delegation, day: LocalDay): boolean {
  return day <= lastDay;
}

/** What is wrong with `text` as the last day of a delegation made on `today`; null when nothing. */
export function lastDayFault(text: string, today: LocalDay): string | null {
  if (!isLocalDay(text)) return 'Write the last day as 2026-11-30.';
  if (text < today) return `This day is past: today is ${today}.`;
  return text > addLocalDays(today, longestDelegationDays)
    ? 'A delegation lasts a year at the most.'
    : null;
}
