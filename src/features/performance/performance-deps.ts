import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { WorkQueue } from '../work-queue.js';
import type { PerformanceStore } from './performance-store.js';
import type { ScoreSettings } from './score.js';

/** Whoever completes one task right after the other has the score computed once, at the end. */
export const quietSeconds = 2;

/** Has a member for its subject. */
export const scoreWork = 'score' as const;

export interface ScoreQueue extends WorkQueue<typeof scoreWork> {
  /** What failed for good, if it did. */
  failed(
    kind: typeof scoreWork,
    subject: string,
  ): Promise<{ readonly error: string | null } | null>;
}

export interface PerformanceDeps {
  readonly store: PerformanceStore;
  readonly work: ScoreQueue;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'ongoingOrCompletedSince'>;
  readonly calendars: Pick<CalendarService, 'calendarsOf'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: ScoreSettings;
}
