import { type HealthDeps, healthReply } from '../../../src/features/deliveries/health.js';
import { systemActor } from '../../../src/features/people/index.js';

const now = new Date('2026-11-23T10:00:00Z');

const healthy: HealthDeps = {
  ledger: {
    waiting: async () => ({ count: 0, since: null }),
    failedSince: async () => 0,
    limitsAt: async () => [],
  },
  runs: { latest: async () => [] },
  work: { list: async () => [] },
  clock: { now: () => now },
};

const workThat = (state: 'waiting' | 'failed'): HealthDeps['work'] => ({
  list: async () => [{ id: '1', kind: 'offers', state, failures: 4, error: 'no luck', dueAt: now }],
});

test.each([
  ['nothing at all', healthy, true],
  ['work that waits for its time', { ...healthy, work: workThat('waiting') }, true],
  ['work that failed for good', { ...healthy, work: workThat('failed') }, false],
  [
    'a message that failed',
    { ...healthy, ledger: { ...healthy.ledger, failedSince: async () => 1 } },
    false,
  ],
])('with %s, health says so', async (_, deps, isFine) => {
  expect(await healthReply(deps, systemActor)).toMatchObject({ view: { isFine } });
});
