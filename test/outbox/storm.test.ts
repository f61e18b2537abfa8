import { join } from 'node:path';
import type { FetchFunction } from '@slack/web-api';
import { createOutbox, DeliveryLanes, OutboxStore, outboxIndexes } from '../../src/outbox/index.js';
import { projectRoot } from '../../src/shared/project-root.js';
import { message } from '../../src/shared/message.js';
import { type Random, seededRandom } from '../../src/shared/random.js';
import {
  ChartFileStore,
  ChartFiles,
  createDeliveryClient,
  createRenderer,
  createTransport,
  MethodPacer,
} from '../../src/slack/index.js';
import { connectDatabase, ensureIndexes } from '../../src/storage/index.js';
import { atEnd, cleanUp, credentials, sampleSeed, startWorkspace } from '../support/local-slack.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';
import { startTestMongo } from '../support/mongo.js';
import { Person, visibleText } from '../support/person.js';

afterEach(cleanUp);

const minuteMs = 60_000;
const stormMinutes = 30;
const channels = Array.from(
  { length: 20 },
  (_, index) => `C0STORM${String(index).padStart(2, '0')}`,
);
const messageCount = 2_000;

/** Calls that fail in every way, before or after Slack did what they ask. */
function stormy(random: Random, struck: Map<string, number>): FetchFunction {
  return async (url, init) => {
    const strike = random();
    const count = (kind: string) => struck.set(kind, (struck.get(kind) ?? 0) + 1);
    if (strike < 0.03) {
      count('429');
      const headers = { 'retry-after': String(1 + Math.floor(random() * 20)) };
      return new Response('{"ok":false,"error":"ratelimited"}', { status: 429, headers });
    }
    if (strike < 0.06) {
      count('500');
      return new Response('internal error', { status: 500 });
    }
    if (strike < 0.09) {
      count('timeout');
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    }
    const answer = await fetch(url, init);
    if (strike < 0.12) {
      count('lost answer');
      await answer.arrayBuffer();
      throw new TypeError('fetch failed', { cause: new Error('socket hang up') });
    }
    return answer;
  };
}

test('a storm of half an hour over 2,000 messages to 20 channels loses none, doubles none and keeps the order of each channel', async () => {
  const mongo = await startTestMongo();
  atEnd(() => mongo.close());
  const database = await connectDatabase(mongo.uri);
  atEnd(() => database.close());
  await ensureIndexes(database.db, outboxIndexes);
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const random = seededRandom(20);
  const human = sampleSeed.users[0]?.id ?? '';
  const slack = await startWorkspace({
    clock,
    seed: {
      ...sampleSeed,
      channels: channels.map((id) => ({
        id,
        name: id.toLowerCase(),
        memberIds: [human, sampleSeed.bot.userId],
      })),
    },
  });
  const struck = new Map<string, number>();
  const pacer = new MethodPacer(clock);
  const client = createDeliveryClient(
    credentials.botToken,
    slack.apiUrl,
    silentLogger,
    stormy(random, struck),
  );
  const chartFiles = new ChartFiles(client, pacer, new ChartFileStore(database.db), () =>
    Promise.reject(new Error('there is no chart')),
  );
  const renderer = createRenderer(join(projectRoot, 'templates'));
  const store = new OutboxStore(database.db);
  const outbox = createOutbox({ store, clock, wake: () => lanes.wake() });
  const lost: string[] = [];
  const lanes = new DeliveryLanes({
    store,
    transport: createTransport({
      client,
      pacer,
      renderer,
      chartFiles,
      footerOf: () => null,
      logger: silentLogger,
    }),
    clock,
    random,
    logger: silentLogger,
    owner: 'storm',
    policy: {
      of: async () => () => ({ kind: 'deliver', mayMerge: false }),
      merge: () => {
        throw new Error('Messages in channels are not merged');
      },
    },
    inTransaction: database.inTransaction,
    every: () => () => {},
    onLost: async ({ id }) => {
      lost.push(id);
    },
  });

  const expected = new Map<string, string[]>(channels.map((channel) => [channel, []]));
  const queueOne = (index: number) => {
    const channel = channels[Math.floor(random() * channels.length)] ?? '';
    const text = `storm-${String(index).padStart(4, '0')}`;
    expected.get(channel)?.push(text);
    return { id: text, to: channel, message: message('deliveries/retried', { id: text }) };
  };
  const start = clock.now().getTime();
  const bursts = 20;
  const burst = messageCount / bursts;
  for (let round = 0; round < bursts; round += 1) {
    const messages = Array.from({ length: burst }, (_, index) => queueOne(round * burst + index));
    await database.inTransaction((transaction) => outbox.enqueue(messages, transaction));
    await deliverUntil(start + ((round + 1) / bursts) * (stormMinutes - 6) * minuteMs);
  }
  await deliverUntil(start + stormMinutes * minuteMs);

  async function deliverUntil(end: number): Promise<void> {
    for (;;) {
      await lanes.advance();
      await lanes.idle();
      const next = (await lanes.advance())?.getTime() ?? end;
      clock.set(new Date(Math.min(end, Math.max(next, clock.now().getTime()))));
      if (next >= end) return;
    }
  }

  expect(lost).toEqual([]);
  expect(await outbox.counts()).toEqual({ sent: messageCount });
  const watcher = new Person(slack.acting, human);
  for (const [channel, texts] of expected) {
    const shown = await watcher.sees(channel);
    expect(shown.map((posted) => /storm-\d+/.exec(visibleText(posted))?.[0])).toEqual(texts);
  }
  expect([...struck.keys()].toSorted()).toEqual(['429', '500', 'lost answer', 'timeout']);
  expect(Math.min(...struck.values())).toBeGreaterThan(20);
}, 600_000);
