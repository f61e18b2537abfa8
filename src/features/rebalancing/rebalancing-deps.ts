import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { NewId } from '../../shared/ids.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction } from '../../storage/index.js';
import type { Optimiser, ReadWorkLimits } from '../assignments/index.js';
import type { Audit } from '../audit/index.js';
import { type Actor, authorise, type People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import type { Workload } from '../workload/index.js';
import type { RebalancingStore } from './rebalancing-store.js';

export interface RebalancingDeps {
  readonly store: RebalancingStore;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'tasks' | 'reassign'>;
  readonly workload: Pick<Workload, 'loadsOfTeam'>;
  readonly optimiser: Pick<Optimiser, 'planTeam'>;
  readonly allWorkLimits: ReadWorkLimits['allWorkLimits'];
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
}

/** Who manages a team moves its work. An attempt by somebody else is logged. */
export function mayRebalance(
  { logger }: Pick<RebalancingDeps, 'logger'>,
  actor: Actor,
  teamId: string,
): boolean {
  return authorise(actor, 'manage_team', { teamId }, logger, { what: 'rebalance' });
}
