import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { Measurements } from '../measurements/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { ApprovalTimes } from './approvals/approval.js';
import type { DelegationsStore } from './approvals/delegations-store.js';
import type { Thresholds } from './rule/decision-input.js';
import type { EvaluationsStore } from './evaluations-store.js';

/** What the use cases of evaluations work with. */
export interface EvaluationDeps {
  readonly store: EvaluationsStore;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly people: People;
  readonly tasks: Tasks;
  readonly measurements: Measurements;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly thresholds: Thresholds;
  readonly delegations: DelegationsStore;
  readonly calendars: Pick<CalendarService, 'calendarsOf'>;
  readonly approvalTimes: ApprovalTimes;
}
