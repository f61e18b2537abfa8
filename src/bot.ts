import { hostname } from 'node:os';
import { join } from 'node:path';
import { createJobs } from '../jobs/index.js';
import type { MonitoringChart } from './charts/index.js';
import type { Config } from './config.js';
import type { Environment } from './environment.js';
import { failureNotices } from './features/deliveries/index.js';
import {
  type ChartAttachment,
  DeliveryLoop,
  deliverDue,
  type OutboxStore,
} from './outbox/index.js';
import { projectRoot } from './project-root.js';
import { createScheduler } from './scheduling/index.js';
import type { Services } from './services.js';
import type { Closers } from './shared/closers.js';
import {
  ChartFileStore,
  ChartFiles,
  connectToSlack,
  createBoltApp,
  createDeliveryClient,
  createRenderer,
  createTransport,
  Dispatcher,
  InFlight,
  registerListeners,
  slackBudgets,
} from './slack/index.js';
import { openSlack } from './stand-ins.js';
import type { Database } from './storage/index.js';

export interface RunningBot {
  /** Where the local Slack workspace is shown, when that is used. */
  readonly pageUrl: string | null;
  /** Where Slack's requests and health checks are answered. */
  readonly port: number;
}

export interface BotDeps {
  readonly config: Config;
  readonly environment: Environment;
  readonly services: Services;
  readonly database: Database;
  readonly outboxStore: OutboxStore;
  readonly closers: Closers;
}

/** Connects the services with Slack and with time. What it opens is added to `closers`. */
export async function startBot(deps: BotDeps): Promise<RunningBot & { wakeDelivery: () => void }> {
  const { config, environment, services, database, outboxStore, closers } = deps;
  const { clock, random, newId, logger } = environment;
  const processName = `${hostname()}/${process.pid}/${newId()}`;

  const slack = await openSlack(config, environment);
  closers.add('the local Slack workspace', slack.close);

  const renderer = createRenderer(join(projectRoot, 'templates'));
  const client = createDeliveryClient(slack.botToken, slack.apiUrl, logger);
  const chartFiles = new ChartFiles(client, new ChartFileStore(database.db), drawChart);
  const loop = new DeliveryLoop({
    clock,
    logger,
    deliverDue: () =>
      deliverDue({
        store: outboxStore,
        transport: createTransport({ client, renderer, chartFiles, logger }),
        clock,
        random,
        logger,
        owner: processName,
        onFailed: async (entry, error) => {
          const admins = await services.people.admins();
          const receivers = admins.flatMap(({ slackId }) => slackId ?? []);
          await database.inTransaction((transaction) =>
            services.outbox.enqueue(failureNotices(entry, error, receivers), transaction),
          );
        },
      }),
  });

  const bolt = createBoltApp({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    delivery: slack.delivery,
    listen: slack.listen,
    healthCheck: database.ping,
    logger,
    inFlight: new InFlight(),
  });
  registerListeners(bolt.app, {
    dispatcher: new Dispatcher({ features: services.chat, people: services.people, newId, logger }),
    renderer,
    outbox: services.outbox,
    inTransaction: database.inTransaction,
    logger,
    ...slackBudgets,
  });
  const port = await connectToSlack(bolt, slack.listen.port, logger);
  closers.add('the connection to Slack', bolt.stop);
  slack.setRequestUrl(port);

  loop.start();
  closers.add('the delivery', () => loop.stop());
  const scheduler = createScheduler({
    db: database.db,
    jobs: createJobs(services, { people: services.people, runs: services.runs, clock, logger }),
    processName,
    logger,
  });
  await scheduler.start();
  closers.add('the job queue', scheduler.stop);
  return { pageUrl: slack.pageUrl, port, wakeDelivery: () => loop.wake() };
}

/** The chart libraries are large and only needed for the first card. */
async function drawChart({ model }: ChartAttachment) {
  const { renderMonitoringChart } = await import('./charts/index.js');
  return renderMonitoringChart(model as MonitoringChart);
}
