import type { ApprovalTimes } from './features/approvals/index.js';
import type { ScoreSettings } from './features/performance/index.js';
import type { WorkloadSettings } from './features/workload/index.js';
import type { DeliveryLedger, Outbox } from './outbox/index.js';
import type { WorkStore } from './scheduling/index.js';
import type { Clock } from './shared/clock.js';
import type { NewId } from './shared/ids.js';
import type { Logger } from './shared/logger.js';
import type { Random } from './shared/random.js';
import type { Database } from './storage/index.js';

export interface ServiceSettings {
  readonly firstAdminSlackIds: readonly string[];
  readonly defaultTimeZone: string;
  readonly measurementHosts: readonly string[];
  readonly allowPrivateMeasurementAddresses: boolean;
  readonly noticesPerDay: number;
  readonly approvalTimes: ApprovalTimes;
  readonly scores: ScoreSettings;
  readonly workload: WorkloadSettings;
  /** Where old assignments are kept before they are deleted; null to keep none. */
  readonly archiveFolder: string | null;
}

export interface ServiceDeps {
  readonly database: Pick<Database, 'db' | 'inTransaction' | 'inGroupCommit'>;
  readonly settings: ServiceSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly outbox: Outbox & DeliveryLedger;
  readonly work: WorkStore;
}
