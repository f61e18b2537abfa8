import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { People, SkillNames } from '../people/index.js';
import type { TaskEvents } from './task-events.js';
import type { TasksStore } from './tasks-store.js';

/** What the use cases of tasks work with. */
export interface TaskDeps {
  readonly store: TasksStore;
  readonly inTransaction: InTransaction;
  readonly inGroupCommit: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly people: People;
  readonly skillNames: Pick<SkillNames, 'fault'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: TaskEvents;
  /** What is wrong with a URL that measurements are to be read from, in words; null when nothing is. */
  readonly checkSourceUrl: (url: string) => string | null;
}
