import type { Member } from '../people/index.js';
import {
  allows,
  type CalendarDeps,
  type Handled,
  once,
  record,
  type Requested,
} from './calendar-deps.js';
import { type LocalDay, localDayOf, localDaysBetween, mondayOf } from './local-day.js';
import { tellMember } from './notice.js';
import { weekInWords } from './words.js';

/** How far ahead of today a week may lie. */
const farthestDays = 731;

export interface SetOnCall extends Requested {
  readonly memberId: string;
  /** Any day of the week. */
  readonly day: LocalDay;
  readonly onCall: boolean;
}

export type SetOnCallOutcome =
  | { readonly kind: 'unknown member' | 'not allowed' | 'too far' | 'over' }
  | {
      readonly kind: 'changed' | 'unchanged';
      readonly member: Member;
      readonly monday: LocalDay;
      readonly onCall: boolean;
    }
  | Handled;

/** Puts a member on call for a week, or takes the member off. */
export async function setOnCall(deps: CalendarDeps, request: SetOnCall): Promise<SetOnCallOutcome> {
  const { actor, memberId, onCall } = request;
  const member = await deps.people.member(memberId);
  if (!member) return { kind: 'unknown member' };
  if (!allows(deps, actor, 'manage_team', { teamId: member.teamId })) {
    return { kind: 'not allowed' };
  }
  const monday = mondayOf(request.day);
  const today = localDayOf(deps.clock.now(), member.timeZone);
  if (monday < mondayOf(today)) return { kind: 'over' };
  if (localDaysBetween(today, monday) > farthestDays) return { kind: 'too far' };
  return once<SetOnCallOutcome>(deps, request, async (transaction) => {
    const hours = await deps.store.ofMember(memberId, transaction);
    const others = hours.onCallWeeks.filter((week) => week !== monday);
    const wasOnCall = others.length < hours.onCallWeeks.length;
    if (wasOnCall === onCall) return { kind: 'unchanged', member, monday, onCall };
    const onCallWeeks = onCall ? [...others, monday].toSorted() : others;
    const version = hours.version + 1;
    await deps.store.saveMember({ ...hours, onCallWeeks, version }, transaction);
    await record(
      deps,
      request,
      {
        subject: `calendar of member ${memberId}`,
        before: { onCallWeeks: hours.onCallWeeks },
        after: { onCallWeeks, version },
      },
      transaction,
    );
    const change = onCall ? 'on call' : 'off call';
    const notice = { change, when: weekInWords(monday) } as const;
    await tellMember(deps, request, member, notice, transaction);
    return { kind: 'changed', member, monday, onCall };
  });
}
