import { localDayOf, workingDaysBetween } from '../calendar/index.js';
import type { Member, MemberActor } from '../people/index.js';
import type { ApprovalDeps } from './approval-deps.js';
import type { ApprovalKind } from './approval-kind.js';
import { authorityOver } from './authority.js';

export interface WaitingApproval<Request> {
  readonly request: Request;
  readonly since: Date;
  readonly inPlaceOf: Member | null;
  /** In working days of who asks. */
  readonly waitedDays: number;
}

/** What of that kind waits for `actor`: as a manager, as a manager's delegate, or passed on to them. */
export async function waitingFor<Request>(
  deps: ApprovalDeps,
  actor: MemberActor,
  kind: ApprovalKind<Request>,
): Promise<readonly WaitingApproval<Request>[]> {
  const { people, clock, calendars } = deps;
  const { memberId } = actor;
  const calendar = (await calendars.calendarsOf([memberId])).get(memberId);
  if (!calendar) throw new Error(`${memberId} acts and is no member`);
  const waiting: WaitingApproval<Request>[] = [];
  for (const team of [...(await people.teams()), null]) {
    const timeZone = team?.timeZone ?? actor.timeZone;
    const today = localDayOf(clock.now(), timeZone);
    const authority = await authorityOver(deps, actor, team, today);
    if (!authority) continue;
    const { inPlaceOf } = authority;
    const isTheirs = inPlaceOf !== null || (team?.managerIds.includes(memberId) ?? false);
    for (const request of await kind.waitingIn(team)) {
      if (!isTheirs && !kind.approvalOf(request).askedIds.includes(memberId)) continue;
      if (kind.requesterId(request) === memberId) continue;
      const since = kind.waitingSince(request);
      const waitedDays = workingDaysBetween(calendar, localDayOf(since, timeZone), today);
      waiting.push({ request, since, inPlaceOf, waitedDays });
    }
  }
  return waiting;
}
