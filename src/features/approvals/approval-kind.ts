import type { Team } from '../people/index.js';
import type { Approval } from './approval.js';

/** A kind of request that those who manage a team decide, such as an evaluation. */
export interface ApprovalKind<Request> {
  /** What waits in the team, or is of no team. */
  waitingIn(team: Team | null): Promise<readonly Request[]>;
  approvalOf(request: Request): Approval;
  waitingSince(request: Request): Date;
  /** Who has no part in deciding what waits in the team, because it is about them; null for nobody. */
  excludedId(request: Request, team: Team | null): string | null;
}
