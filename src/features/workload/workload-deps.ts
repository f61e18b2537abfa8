import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { LoadThresholds } from './load.js';
import type { LoadChecksStore } from './load-checks-store.js';

export interface WorkloadSettings extends LoadThresholds {
  /** Working days that work is planned for. */
  readonly horizonDays: number;
}

export interface WorkloadDeps {
  readonly checks: LoadChecksStore;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'unassignedTasks' | 'ongoingTasksOf' | 'heldEstimates'>;
  readonly calendars: Pick<CalendarService, 'calendarsOf' | 'calendarOfTeam'>;
  readonly inTransaction: InTransaction;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: WorkloadSettings;
}
