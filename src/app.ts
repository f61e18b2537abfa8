import type { RunningBot } from './bot.js';
import type { Config } from './config.js';
import type { Environment } from './environment.js';
import { createOutbox, OutboxStore } from './outbox/index.js';
import { WorkStore } from './scheduling/index.js';
import { createServices, type Services } from './services.js';
import { Closers } from './shared/closers.js';
import { OperationalError } from './shared/errors.js';
import type { Logger } from './shared/logger.js';
import type { AnswerBudgets } from './slack/index.js';
import { ensureSample } from './stand-ins/ensure-sample.js';
import { type OpenMongo, openMongo } from './stand-ins/open-mongo.js';
import {
  connectWhenReady,
  type Database,
  type DatabasePatience,
  ensureIndexes,
  refuseUnfinishedImport,
} from './storage/index.js';
import type { Wakers } from './worker.js';

/** The bot without its connection to Slack: what the command line works with. */
export interface App {
  readonly services: Services;
  readonly database: Database;
  /** Without credentials only for the local store; never to be shown for a configured server. */
  readonly mongoUri: string;
  /** Creates what indexes are missing, and enters the configured admins or the local sample team. */
  prepare(): Promise<void>;
  /** Connects to Slack, and begins to answer requests, deliver messages and run jobs. */
  start(): Promise<RunningBot>;
  /** Resolves, with the reason, when what the bot stands on is gone for good. */
  readonly lost: Promise<OperationalError>;
  /** Takes no new work, finishes what is under way, and closes what was opened. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** With a server that is away; about a minute unless given. */
  readonly patience?: DatabasePatience;
  /** With answers to Slack's requests; what Slack waits for unless given. */
  readonly answerBudgets?: AnswerBudgets;
  /** Gets what is opened, for those who may have to close it before all is open. */
  readonly closers?: Closers;
}

/** Opens and prepares the app: all that can be done before it starts. */
export async function createApp(
  config: Config,
  environment: Environment,
  options: OpenOptions = {},
): Promise<App> {
  const app = await openApp(config, environment, options);
  try {
    await app.prepare();
    return app;
  } catch (error) {
    await app.stop();
    throw error;
  }
}

/** Opens the database and wires everything that stands on it, writing nothing to it. */
export async function openApp(
  config: Config,
  environment: Environment,
  { patience, answerBudgets, closers = new Closers(environment.logger) }: OpenOptions = {},
): Promise<App> {
  const { logger } = environment;
  try {
    const { mongo, database } = await openDatabase(config, logger, closers, patience);
    await refuseUnfinishedImport(database.db);
    const outboxStore = new OutboxStore(database.db);
    let wakeDelivery: Wakers['wakeDelivery'] = () => {};
    let wakeWork = () => {};
    const outbox = createOutbox({
      store: outboxStore,
      clock: environment.clock,
      wake: (receivers) => wakeDelivery(receivers),
    });
    const services = createServices({
      ...environment,
      database,
      settings: config,
      outbox,
      work: new WorkStore(database.db, () => wakeWork()),
    });
    closers.add('the services', services.close);
    return {
      services,
      database,
      mongoUri: mongo.uri,
      lost: mongo.stopped.then(
        () => new OperationalError('The local store has stopped. Start Crewchief again.'),
      ),
      async prepare() {
        await ensureIndexes(database.db, services.indexes);
        await services.ensureFirstAdmins(
          config.firstAdminSlackIds.map((slackId) => ({
            slackId,
            name: slackId,
            timeZone: config.defaultTimeZone,
          })),
        );
        if (config.slack.kind === 'local')
          await ensureSample({ ...environment, database, settings: config });
      },
      async start() {
        if (!mongo.isOurs) {
          throw new OperationalError(
            `Another Crewchief uses the data folder ${config.dataFolder}. Stop it, or set CREWCHIEF_DATA to another folder.`,
          );
        }
        if (config.mongo.kind === 'local') {
          await freeWhatIsHeld({ outboxStore, services, now: environment.clock.now() });
        }
        const { startBot } = await loadBot();
        const bot = await startBot({
          config,
          environment,
          ...(answerBudgets && { answerBudgets }),
          services,
          database,
          outboxStore,
          closers,
        });
        wakeDelivery = bot.wakeDelivery;
        wakeWork = bot.wakeWork;
        return bot;
      },
      stop: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** The libraries of Slack and of the job queue are large, and commands do without them. */
export const loadBot = () => import('./bot.js');

/** Opens the database as it is, writing nothing to it. What it opens is added to `closers`. */
export async function openDatabase(
  config: Config,
  logger: Logger,
  closers: Closers,
  patience?: DatabasePatience,
): Promise<{ readonly mongo: OpenMongo; readonly database: Database }> {
  const mongo = await openMongo(config, logger);
  closers.add('the local store', mongo.close);
  const database = await connectWhenReady(mongo.uri, logger, patience);
  closers.add('the database connection', database.close);
  return { mongo, database };
}

/** The only process on its store goes on at once with what one that was killed had begun. */
async function freeWhatIsHeld({
  outboxStore,
  services,
  now,
}: {
  readonly outboxStore: OutboxStore;
  readonly services: Services;
  readonly now: Date;
}): Promise<void> {
  await outboxStore.leases.releaseAll(now);
  await services.runs.releaseAll(now);
  await services.jobs.unlockAll();
  await services.work.releaseAll();
}
