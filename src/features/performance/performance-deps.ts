import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { PerformanceStore } from './performance-store.js';
import type { ScoreSettings } from './score.js';

export interface PerformanceDeps {
  readonly store: PerformanceStore;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'ongoingOrCompletedSince'>;
  readonly calendars: Pick<CalendarService, 'calendarsOf'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: ScoreSettings;
}
