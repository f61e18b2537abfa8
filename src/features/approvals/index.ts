import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { type ApprovalTimes, defaultApprovalTimes } from './approval.js';
import type { ApprovalDeps } from './approval-deps.js';
import { type Approvals, createApprovalsService } from './approvals-service.js';
import { DelegationsStore, delegationIndexes } from './delegations-store.js';
import { delegateSubcommand } from './slack/delegate-subcommand.js';

export type { Approval, ApprovalTimes } from './approval.js';
export type { ApprovalKind } from './approval-kind.js';
export type { Reminder } from './approval-round.js';
export type { Approvals } from './approvals-service.js';
export type { Authority } from './authority.js';
export type { DecisionRights } from './decision-rights.js';
export { reminderExpiry } from './reminder-expiry.js';
export { listButton, listButtonId } from './slack/list-button.js';
export type { WaitingApproval } from './waiting-for.js';

/** Reminds those who decide, passes on what waits too long, and lets managers delegate. */
export function createApprovals({
  db,
  times = defaultApprovalTimes,
  ...given
}: Omit<ApprovalDeps, 'delegations' | 'times'> & {
  readonly db: Db;
  readonly times?: ApprovalTimes;
}): {
  readonly approvals: Approvals;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
} {
  const approvals = createApprovalsService({
    ...given,
    times,
    delegations: new DelegationsStore(db),
  });
  const subcommands = [delegateSubcommand({ approvals, people: given.people })];
  return {
    approvals,
    chat: { subcommands, buttons: [], modals: [] },
    indexes: [delegationIndexes],
  };
}
