import { joinTransactions, seedSample } from '../local/sample/index.js';
import { WorkStore } from '../scheduling/index.js';
import { createServices, type ServiceDeps } from '../services.js';
import { seededRandom } from '../shared/random.js';
import { machineTimeZone } from './machine-time-zone.js';

/** Nobody is told what the sample team did before the bot ran. */
const silence: ServiceDeps['outbox'] = {
  enqueue: async () => {},
  rewrite: async () => false,
  cancel: async () => {},
  endHolds: async () => {},
  entry: async () => null,
  postedSince: async () => [],
  lastPosted: async () => null,
  noteActedOn: async () => {},
  tallySince: async () => [],
  waiting: async () => ({ count: 0, since: null }),
  failedSince: async () => 0,
  limitsAt: async () => [],
  counts: async () => ({}),
  latest: async () => [],
  retry: async () => false,
};

/** What followed from what the sample team did has long been done. */
class NoWork extends WorkStore {
  override async enqueue(): Promise<void> {}
}

/** Gives an empty database the sample team; one that a crash interrupted is completed. */
export async function ensureSample(deps: Omit<ServiceDeps, 'outbox' | 'work'>): Promise<void> {
  let now = deps.clock.now();
  const clock = {
    now: () => now,
    set: (instant: Date) => {
      now = instant;
    },
  };
  const { inTransaction, together } = joinTransactions(deps.database.inTransaction);
  const database = { ...deps.database, inTransaction, inGroupCommit: inTransaction };
  const services = createServices({
    ...deps,
    database,
    clock,
    outbox: silence,
    work: new NoWork(deps.database.db),
  });
  try {
    await seedSample({ ...services, together }, clock, seededRandom(7), machineTimeZone());
  } finally {
    await services.close();
  }
}
