import type { DeliveryLedger, Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { Evaluations } from '../evaluations/index.js';
import type { Measurements } from '../measurements/index.js';
import type { People } from '../people/index.js';
import type { Performance } from '../performance/index.js';
import type { Tasks } from '../tasks/index.js';
import type { Workload } from '../workload/index.js';
import type { ReportsStore } from './reports-store.js';

/** What reports are made with. */
export interface ReportDeps {
  readonly store: ReportsStore;
  readonly inTransaction: InTransaction;
  readonly outbox: Outbox & Pick<DeliveryLedger, 'entry' | 'lastPosted'>;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'ongoingOrCompletedSince'>;
  readonly measurements: Measurements;
  readonly evaluations: Pick<Evaluations, 'settledBetween'>;
  readonly performance: Pick<Performance, 'lookAtTeam'>;
  readonly calendars: Pick<CalendarService, 'calendarOfTeam' | 'calendarsOf'>;
  readonly workload: Pick<Workload, 'loadsOfTeam'>;
  readonly clock: Clock;
  readonly logger: Logger;
}
