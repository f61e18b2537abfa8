import type { Member } from '../people/index.js';
import {
  allows,
  type CalendarDeps,
  type Handled,
  once,
  record,
  type Requested,
} from './calendar-deps.js';
import type { MemberHours, RecordedLeave } from './hours.js';
import { daysOf, leaveFault } from './leave-rules.js';
import { addLocalDays, type LocalDay } from './local-day.js';
import { tellMember } from './notice.js';
import { leaveInWords } from './words.js';
import type { Leave } from './work-calendar.js';

export interface AddLeave extends Requested {
  readonly memberId: string;
  readonly leave: Leave;
  readonly reason: string | null;
}

export interface RemoveLeave extends Requested {
  readonly memberId: string;
  readonly leaveId: string;
}

export type AddLeaveOutcome =
  | { readonly kind: 'unknown member' | 'not allowed' }
  | { readonly kind: 'invalid'; readonly fault: string }
  | {
      readonly kind: 'added';
      readonly member: Member;
      readonly leave: RecordedLeave;
      /** Mondays of the weeks during it in which the member is on call. */
      readonly onCallWeeks: readonly LocalDay[];
    }
  | Handled;

export type RemoveLeaveOutcome =
  | { readonly kind: 'unknown member' | 'not allowed' | 'unknown leave' }
  | { readonly kind: 'removed'; readonly member: Member; readonly leave: RecordedLeave }
  | Handled;

export async function addLeave(deps: CalendarDeps, request: AddLeave): Promise<AddLeaveOutcome> {
  const { actor, memberId, leave, reason } = request;
  const member = await deps.people.member(memberId);
  if (!member) return { kind: 'unknown member' };
  if (!allows(deps, actor, 'edit_calendar', member)) return { kind: 'not allowed' };
  return once<AddLeaveOutcome>(deps, request, async (transaction) => {
    const hours = await deps.store.ofMember(memberId, transaction);
    const fault = leaveFault(leave, hours.leave, deps.clock.now(), member.timeZone);
    if (fault !== null) return { kind: 'invalid', fault };
    const added: RecordedLeave = { ...leave, id: deps.newId(), reason };
    await save(deps, request, hours, { added }, transaction);
    const when = leaveInWords(leave, member.timeZone);
    const notice = { change: 'leave added', when } as const;
    await tellMember(deps, request, member, notice, transaction);
    const [first, last] = daysOf(leave, member.timeZone);
    const onCallWeeks = hours.onCallWeeks.filter(
      (monday) => monday <= last && first <= addLocalDays(monday, 6),
    );
    return { kind: 'added', member, leave: added, onCallWeeks };
  });
}

export async function removeLeave(
  deps: CalendarDeps,
  request: RemoveLeave,
): Promise<RemoveLeaveOutcome> {
  const { actor, memberId, leaveId } = request;
  const member = await deps.people.member(memberId);
  if (!member) return { kind: 'unknown member' };
  if (!allows(deps, actor, 'edit_calendar', member)) return { kind: 'not allowed' };
  return once<RemoveLeaveOutcome>(deps, request, async (transaction) => {
    const hours = await deps.store.ofMember(memberId, transaction);
    const removed = hours.leave.find(({ id }) => id === leaveId);
    if (!removed) return { kind: 'unknown leave' };
    await save(deps, request, hours, { removed }, transaction);
    const when = leaveInWords(removed, member.timeZone);
    const notice = { change: 'leave removed', when } as const;
    await tellMember(deps, request, member, notice, transaction);
    return { kind: 'removed', member, leave: removed };
  });
}

/** The audit log says when somebody is away, and never why. */
async function save(
  deps: CalendarDeps,
  request: Requested,
  hours: MemberHours,
  { added, removed }: { readonly added?: RecordedLeave; readonly removed?: RecordedLeave },
  transaction: Parameters<typeof record>[3],
): Promise<void> {
  const version = hours.version + 1;
  const leave = [...hours.leave.filter((one) => one !== removed), ...(added ? [added] : [])];
  await deps.store.saveMember({ ...hours, leave, version }, transaction);
  await record(
    deps,
    request,
    {
      subject: `calendar of member ${hours.memberId}`,
      before: removed ? { leave: withoutReason(removed) } : {},
      after: added ? { leave: withoutReason(added), version } : { version },
    },
    transaction,
  );
}

function withoutReason(recorded: RecordedLeave): Omit<RecordedLeave, 'reason'> {
  const { reason: _, ...leave } = recorded;
  return leave;
}
