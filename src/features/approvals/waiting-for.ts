import { localDayOf, workingDaysBetween } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import type { ApprovalKind } from './approval-kind.js';
import type { DecisionRights } from './decision-rights.js';

export interface WaitingApproval<Request> {
  readonly request: Request;
  readonly since: Date;
  readonly inPlaceOf: Member | null;
  /** In working days of who asks. */
  readonly waitedDays: number;
}

/**
 * What of that kind waits for whoever has the rights: as a manager, as a manager's delegate, or
 * passed on to them.
 */
export async function waitingFor<Request>(
  { memberId, calendar, over }: DecisionRights,
  kind: ApprovalKind<Request>,
): Promise<readonly WaitingApproval<Request>[]> {
  const waiting: WaitingApproval<Request>[] = [];
  for (const { team, timeZone, today, inPlaceOf } of over) {
    const isTheirs = inPlaceOf !== null || (team?.managerIds.includes(memberId) ?? false);
    for (const request of await kind.waitingIn(team)) {
      if (!isTheirs && !kind.approvalOf(request).askedIds.includes(memberId)) continue;
      if (kind.excludedId(request, team) === memberId) continue;
      const since = kind.waitingSince(request);
      const waitedDays = workingDaysBetween(calendar, localDayOf(since, timeZone), today);
      waiting.push({ request, since, inPlaceOf, waitedDays });
    }
  }
  return waiting;
}
