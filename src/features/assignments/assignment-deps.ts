import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { HomeChanges } from '../home-changes.js';
import type { CalendarService } from '../calendar/index.js';
import type { People } from '../people/index.js';
import type { Tasks, TaskUseCases } from '../tasks/index.js';
import type { WorkQueue } from '../work-queue.js';
import type { OffersStore } from './offers-store.js';
import type { Optimiser } from './optimiser/optimiser.js';
import type { RulesStore } from './rules-store.js';

/** Tells whether something of that kind is yet to be done to a subject. */
interface WaitingWork {
  isWaiting(kind: WorkKind, subject: string): Promise<boolean>;
}

/** `next offer` has a member for its subject, `offers` a team. */
export type WorkKind = 'next offer' | 'offers';

export interface AssignmentSettings {
  /** Working days that work is planned for. */
  readonly horizonDays: number;
  /** Where old assignments are kept before they are deleted; null to keep none. */
  readonly archiveFolder: string | null;
}

export interface AssignmentDeps {
  readonly offers: OffersStore;
  readonly rules: RulesStore;
  readonly work: WorkQueue<WorkKind> & WaitingWork;
  readonly optimiser: Pick<Optimiser, 'planTeam' | 'firstTasks' | 'nextTasks'>;
  readonly people: People;
  readonly tasks: Tasks & TaskUseCases;
  readonly calendars: Pick<CalendarService, 'calendarsOf' | 'calendarOf' | 'calendarOfTeam'>;
  /** Whether the member wants messages outside working hours too. */
  readonly hearsAtAnyHour: (memberId: string) => Promise<boolean>;
  readonly homeChanges: Pick<HomeChanges, 'announce' | 'announceToViewers'>;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: AssignmentSettings;
}
