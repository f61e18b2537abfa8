import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Approvals } from '../approvals/index.js';
import type { Audit } from '../audit/index.js';
import type { Measurements } from '../measurements/index.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
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
  readonly approvals: Approvals;
}
