import { isDeepStrictEqual } from 'node:util';
import { isAllowed, type Member } from '../people/index.js';
import {
  allows,
  type CalendarDeps,
  type Handled,
  once,
  record,
  type Requested,
} from './calendar-deps.js';
import { withPatternFrom } from './dated-hours.js';
import type { MemberHours } from './hours.js';
import { type LocalDay, localDayOf } from './local-day.js';
import { tellMember } from './notice.js';
import { dayInWords } from './words.js';
import type { WorkPattern } from './work-pattern.js';

export interface SetHours extends Requested {
  readonly memberId: string;
  /** The version in which the actor saw the hours. */
  readonly version: number;
  /** Null for those of the team. */
  readonly pattern: WorkPattern | null;
  /** The first day on which they hold; by default the member's today. */
  readonly from?: LocalDay;
}

export type SetHoursOutcome =
  | { readonly kind: 'unknown member' | 'not allowed' | 'set by team' }
  | { readonly kind: 'changed'; readonly member: Member; readonly from: LocalDay }
  | { readonly kind: 'unchanged'; readonly member: Member }
  | { readonly kind: 'stale'; readonly member: Member; readonly hours: MemberHours }
  | Handled;

/** Gives a member hours of their own, or those of the team again. */
export async function setHours(deps: CalendarDeps, request: SetHours): Promise<SetHoursOutcome> {
  const { store, people } = deps;
  const { actor, memberId, version, pattern } = request;
  const member = await people.member(memberId);
  if (!member) return { kind: 'unknown member' };
  if (!allows(deps, actor, 'edit_calendar', member)) return { kind: 'not allowed' };
  const from = request.from ?? localDayOf(deps.clock.now(), member.timeZone);
  return once<SetHoursOutcome>(deps, request, async (transaction) => {
    const hours = await store.ofMember(memberId, transaction);
    if (hours.version !== version) return { kind: 'stale', member, hours };
    const dated = withPatternFrom(hours, pattern, from);
    if (isDeepStrictEqual({ earlier: [], ...hours }, { ...hours, ...dated }))
      return { kind: 'unchanged', member };
    if (member.teamId !== null && pattern !== null) {
      const team = await store.ofTeam(member.teamId, transaction);
      const manages = isAllowed(actor, 'manage_team', { teamId: member.teamId });
      if (!team.membersSetHours && !manages) return { kind: 'set by team' };
    }
    const changed = { ...hours, ...dated, version: version + 1 };
    await store.saveMember(changed, transaction);
    await record(
      deps,
      request,
      {
        subject: `calendar of member ${memberId}`,
        before: { pattern: hours.pattern },
        after: { pattern, from, version: changed.version },
      },
      transaction,
    );
    const notice = { change: 'hours', when: dayInWords(from) } as const;
    await tellMember(deps, request, member, notice, transaction);
    return { kind: 'changed', member, from };
  });
}
