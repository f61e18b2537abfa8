import { hostname } from 'node:os';
import { createJobs } from '../jobs/index.js';
import type { BotDeps } from './bot-deps.js';
import type { MonitoringChart } from './charts/index.js';
import { failureNotices } from './features/deliveries/index.js';
import { footerOf } from './features/notifications/index.js';
import { type ChartAttachment, DeliveryLanes, DeliveryLoop } from './outbox/index.js';
import { createScheduler, WorkLoop } from './scheduling/index.js';
import { systemEvery } from './shared/every.js';
import { systemLater } from './shared/later.js';
import {
  ChartFileStore,
  ChartFiles,
  createDeliveryClient,
  createTransport,
  type InFlight,
  MethodPacer,
  type MessageRenderer,
} from './slack/index.js';
import { workHandlers } from '../jobs/work-handlers.js';
import type { OpenSlack } from './stand-ins/open-slack.js';

/** What makes a worker look at its queues at once. */
export interface Wakers {
  readonly wakeDelivery: (receivers?: readonly string[]) => void;
  readonly wakeWork: () => void;
}

/**
 * Delivers what is queued, does what follows from changes, and runs the jobs. Requests `inFlight` of
 * this process come first.
 */
export async function startWorker(
  { environment, services, database, outboxStore, closers }: BotDeps,
  slack: OpenSlack,
  renderer: MessageRenderer,
  inFlight: InFlight,
): Promise<Wakers> {
  const { clock, random, newId, logger } = environment;
  const processName = `${hostname()}/${process.pid}/${newId()}`;
  const client = createDeliveryClient(slack.botToken, slack.apiUrl, logger);
  const pacer = new MethodPacer(clock);
  const chartFiles = new ChartFiles(client, pacer, new ChartFileStore(database.db), drawChart);
  const lanes = new DeliveryLanes({
    store: outboxStore,
    transport: createTransport({ client, pacer, renderer, chartFiles, footerOf, logger }),
    policy: services.deliveryPolicy,
    inTransaction: database.inTransaction,
    clock,
    random,
    logger,
    owner: processName,
    every: repeat,
    onLost: async (entry, error, transaction) => {
      const admins = await services.people.admins();
      const receivers = admins.flatMap(({ slackId }) => slackId ?? []);
      await services.outbox.enqueue(failureNotices(entry, error, receivers), transaction);
    },
  });
  const loop = new DeliveryLoop({ lanes, clock, logger });
  loop.start();
  closers.add('the delivery', () => loop.stop());
  const work = new WorkLoop({
    store: services.work,
    handlers: workHandlers(services),
    clock,
    logger,
    isBusy: () => inFlight.isAny,
    later: systemLater,
  });
  work.start();
  closers.add('the work in the background', () => work.stop());
  const scheduler = createScheduler({
    db: database.db,
    jobs: createJobs(services, {
      people: services.people,
      runs: services.runs,
      clock,
      every: systemEvery,
      logger,
    }),
    processName,
    logger,
  });
  await scheduler.start();
  closers.add('the job queue', scheduler.stop);
  return { wakeDelivery: (receivers) => loop.wake(receivers), wakeWork: () => work.wake() };
}

function repeat(milliseconds: number, action: () => void): () => void {
  const timer = setInterval(action, milliseconds);
  return () => clearInterval(timer);
}

/** The chart libraries are large and only needed for the first card. */
async function drawChart({ model }: ChartAttachment) {
  const { renderMonitoringChart } = await import('./charts/index.js');
  return renderMonitoringChart(model as MonitoringChart);
}
