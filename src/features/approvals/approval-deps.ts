import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { ApprovalTimes } from './approval.js';
import type { DelegationsStore } from './delegations-store.js';

export interface ApprovalDeps {
  readonly delegations: DelegationsStore;
  readonly people: People;
  readonly calendars: Pick<CalendarService, 'calendarsOf'>;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly times: ApprovalTimes;
}
