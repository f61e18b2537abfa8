import { isDeepStrictEqual } from 'node:util';
import { createAudit } from '../../../src/features/audit/index.js';
import { deliveriesChat } from '../../../src/features/deliveries/index.js';
import { createOutbox, OutboxStore } from '../../../src/outbox/index.js';
import { RunStore, WorkStore } from '../../../src/scheduling/index.js';
import { connectDatabase } from '../../../src/storage/index.js';
import { keepingLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { actorNamed } from '../tasks/people-of-test.js';

test('what is for admins alone is refused to others, and every attempt is logged', async () => {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction } = database;
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const { logger, logged } = keepingLogger();
  const { subcommands } = deliveriesChat({
    runs: new RunStore(db),
    work: new WorkStore(db),
    ledger: createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined }),
    audit: createAudit(db).audit,
    inTransaction,
    clock,
    logger,
  });
  const request = { actor: actorNamed('max'), intentId: 'one', text: '', channelId: 'C0WEB' };
  const answers = await Promise.all(subcommands.map((each) => each.run(request)));
  await database.close();
  await mongo.close();

  const refusal = { template: 'deliveries/refused', view: {} };
  const refused = answers.filter((answer) => isDeepStrictEqual(answer, refusal));
  expect(refused).toHaveLength(subcommands.length - 1);
  expect(logged).toHaveLength(refused.length);
  expect(logged[0]).toMatchObject({ actorId: 'max', permission: 'administer' });
});
