import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import { isWorkingDay, workingDaysBetween } from '../calendar/index.js';
import type { Member } from '../people/index.js';

/** How far a request that waits for a decision has been handed up. */
export interface Approval {
  /** Whose turn it is: an index into the team's managers; beyond the last, the admins'. */
  readonly level: number;
  /** Local day of the team since which it is. */
  readonly since: LocalDay;
  /** Members to whom it was passed on; empty while it is with the managers whom it went to. */
  readonly askedIds: readonly string[];
}

/** In working days of whoever has to decide. */
export interface ApprovalTimes {
  readonly remindEvery: number;
  readonly escalateAfter: number;
}

export const defaultApprovalTimes: ApprovalTimes = { remindEvery: 1, escalateAfter: 3 };

export interface Decider {
  readonly member: Member;
  readonly calendar: WorkCalendar;
}

/** A manager, and whom the manager has asked to decide instead. */
export interface Manager extends Decider {
  readonly delegate: Decider | null;
}

/** The team's managers in their order, and who decides when none of them does. */
export interface Chain {
  readonly managers: readonly Manager[];
  readonly admins: readonly Decider[];
}

/** Who decides on a day, and for which manager, when it is a delegate. */
export interface Turn {
  readonly deciders: readonly (Decider & { readonly inPlaceOf: Member | null })[];
}

/**
 * Whose turn it is on `day`: the manager of that level, or the delegate; while both are on leave, the
 * next manager; after the last one the admins.
 */
export function turnOn({ managers, admins }: Chain, level: number, day: LocalDay): Turn {
  for (const { delegate, ...manager } of managers.slice(level)) {
    if (delegate && !isOnLeave(delegate.calendar, day)) {
      return { deciders: [{ ...delegate, inPlaceOf: manager.member }] };
    }
    if (!isOnLeave(manager.calendar, day)) return { deciders: [{ ...manager, inPlaceOf: null }] };
  }
  return { deciders: admins.map((admin) => ({ ...admin, inPlaceOf: null })) };
}

/** The chain without `memberId`, as nobody decides what they ask for themselves. */
export function withoutMember({ managers, admins }: Chain, memberId: string | null): Chain {
  const isOther = ({ member }: Decider) => member.id !== memberId;
  return {
    managers: managers.filter(isOther).map((manager) => ({
      ...manager,
      delegate: manager.delegate && isOther(manager.delegate) ? manager.delegate : null,
    })),
    admins: admins.filter(isOther),
  };
}

/** Whether leave alone keeps the day from being a working day. */
export function isOnLeave(calendar: WorkCalendar, day: LocalDay): boolean {
  return !isWorkingDay(calendar, day) && isWorkingDay({ ...calendar, leave: [] }, day);
}

/** Whether the turn passes on to the next level on `day`; after the admins there is nobody. */
export function isEscalatedOn(
  chain: Chain,
  { level, since }: Pick<Approval, 'level' | 'since'>,
  day: LocalDay,
  { escalateAfter }: ApprovalTimes,
): boolean {
  const [first] = turnOn(chain, level, day).deciders;
  if (level >= chain.managers.length) return false;
  return first === undefined || workingDaysBetween(first.calendar, since, day) >= escalateAfter;
}

/**
 * Whether `decider` is reminded on `day` of what waits since `waitingSince`: after one working day,
 * then every so many, and on the day on which it became the decider's turn.
 */
export function isRemindedOn(
  { calendar }: Decider,
  waitingSince: LocalDay,
  { level, since }: Pick<Approval, 'level' | 'since'>,
  day: LocalDay,
  { remindEvery }: ApprovalTimes,
): boolean {
  if (!isWorkingDay(calendar, day)) return false;
  if (level > 0 && since === day) return true;
  const waited = workingDaysBetween(calendar, waitingSince, day);
  return waited >= 1 && (waited - 1) % remindEvery === 0;
}
