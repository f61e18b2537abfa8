import {
  DeliveryLanes,
  DeliveryLoop,
  OutboxStore,
  createOutbox,
  outboxIndexes,
  type OutboxEntry,
  type OutgoingMessage,
  type Verdict,
} from '../../src/outbox/index.js';
import { message } from '../../src/shared/message.js';
import { connectDatabase, type Database, ensureIndexes } from '../../src/storage/index.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';
import { startTestMongo } from '../support/mongo.js';
import { FakeChat, textOf } from './fake-chat.js';

let mongo: Awaited<ReturnType<typeof startTestMongo>>;
export let database: Database;

export async function openOutboxBench(): Promise<void> {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
  await ensureIndexes(database.db, outboxIndexes);
}

export async function closeOutboxBench(): Promise<void> {
  await database.close();
  await mongo.close();
}

type Judge = (entry: OutboxEntry, receiver: string, now: Date) => Verdict;

/**
 * The outbox on an empty database, and a chat that fails as it is told to.
 * @param whileJudging happens between reading an entry and posting it
 * @param whileTelling happens when somebody is told that an entry is lost
 */
export async function outboxBench(
  judge: Judge = () => ({ kind: 'deliver', mayMerge: false }),
  whileJudging: () => Promise<unknown> = async () => {},
  whileTelling: () => Promise<unknown> = async () => {},
) {
  await database.db.collection('notification_logs').deleteMany({});
  await database.db.collection('notification_receivers').deleteMany({});
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const chat = new FakeChat();
  const store = new OutboxStore(database.db);
  const woken: (readonly string[] | undefined)[] = [];
  let loop: DeliveryLoop | null = null;
  const wake = (receivers?: readonly string[]) => {
    woken.push(receivers);
    loop?.wake(receivers);
  };
  const outbox = createOutbox({ store, clock, wake });
  const lanes = new Map<string, DeliveryLanes>();
  const lanesOf = (owner: string) => {
    const known = lanes.get(owner) ?? newLanes(owner);
    lanes.set(owner, known);
    known.wake();
    return known;
  };
  const ticks: (() => void)[] = [];
  const newLanes = (owner: string) =>
    new DeliveryLanes({
      store,
      transport: chat,
      clock,
      random: () => 0,
      logger: silentLogger,
      owner,
      onLost: async ({ id, revision }, error, transaction) => {
        const text = `${id}: ${error ?? 'expired'}`;
        const notice = {
          id: `lost/${id}/${revision}`,
          to: 'admin',
          message: message('test', { text }),
        };
        await outbox.enqueue([notice], transaction);
        await whileTelling();
      },
      policy: {
        of: async (receiver, now) => {
          await whileJudging();
          return (entry) => judge(entry, receiver, now);
        },
        merge: (entries) => ({
          message: message('test', { text: entries.map(textOf).join(' + ') }),
          parts: entries.map((entry) => entry.message),
        }),
      },
      inTransaction: database.inTransaction,
      every: (_, action) => {
        ticks.push(action);
        return () => {};
      },
    });
  /** One process delivers what is due. Returns when there will be something to do again. */
  const deliver = async (owner = 'one') => {
    await lanesOf(owner).advance();
    await lanesOf(owner).idle();
    return lanesOf(owner).advance();
  };
  return {
    clock,
    chat,
    outbox,
    store,
    /** For whom each commit said that something is due. */
    woken: () => woken,
    queue: (id: string, to: string, more: Partial<OutgoingMessage> & { text?: string } = {}) => {
      const { text, ...rest } = more;
      const outgoing = { id, to, message: message('test', { text: text ?? id }), ...rest };
      return database.inTransaction((transaction) => outbox.enqueue([outgoing], transaction));
    },
    rewrite: (id: string, to: string, text: string) =>
      database.inTransaction((transaction) =>
        outbox.rewrite({ id, to, message: message('test', { text }) }, transaction),
      ),
    cancel: (intentId: string) =>
      database.inTransaction((transaction) => outbox.cancel(intentId, transaction)),
    endHolds: (receiver: string) =>
      database.inTransaction((transaction) => outbox.endHolds(receiver, transaction)),
    retry: (id: string) => database.inTransaction((transaction) => outbox.retry(id, transaction)),
    deliver,
    lanesOf,
    /** Delivers from now on as a worker does, until the returned function is called. */
    startLoop: () => {
      const started = new DeliveryLoop({ lanes: newLanes('loop'), clock, logger: silentLogger });
      loop = started;
      started.start();
      return () => started.stop();
    },
    /** Lets the lanes do what they do from time to time. */
    tick: () => ticks.forEach((action) => action()),
    /** Delivers until nothing is left, moving the clock to each instant that is asked for. */
    drain: async () => {
      // What the last delivery queued itself is seen by another look.
      const next = async () => (await deliver()) ?? (await deliver());
      for (let at = await next(); at; at = await next()) clock.set(at);
    },
  };
}
