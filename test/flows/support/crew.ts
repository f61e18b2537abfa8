import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import type { Environment } from '../../../src/environment.js';
import { type LocalMongo, startLocalMongo } from '../../../src/local/mongo/index.js';
import { sampleWorkspace } from '../../../src/local/sample/index.js';
import { type LocalSlack, startLocalSlack } from '../../../src/local/slack/index.js';
import { type Clock, systemClock } from '../../../src/shared/clock.js';
import { newUuid } from '../../../src/shared/ids.js';
import { createLogger } from '../../../src/shared/logger.js';
import { systemRandom } from '../../../src/shared/random.js';
import {
  type AnswerBudgets,
  botScopes,
  slackEventsPath,
  slashCommands,
} from '../../../src/slack/index.js';
import { ensureSample } from '../../../src/stand-ins/ensure-sample.js';
import { credentials } from '../../support/local-slack.js';
import { silentLogger } from '../../support/logger.js';
import { RunningClock } from '../../support/manual-clock.js';
import { Person } from '../../support/person.js';
import { type Gateway, startGateway } from './gateway.js';

export type Delivery = 'http' | 'socket';

export interface CrewOptions {
  readonly delivery?: Delivery;
  /** Of an earlier crew, to go on with what it left; a new one is removed by `cleanUpCrews`. */
  readonly folder?: string;
  /** Settings beside those that say where Slack and the database are. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The bot's, a Tuesday morning unless given; Slack's is the machine's. */
  readonly clock?: Clock;
  /** Done before the bot starts. */
  readonly prepare?: (slack: LocalSlack) => Promise<unknown>;
  /** Where the bot reaches the database; the local server itself unless given. */
  readonly mongoUri?: (server: LocalMongo) => Promise<string>;
  /** The bot's; unless given, no answer is late because the machine is slow. */
  readonly answerBudgets?: AnswerBudgets;
}

/** The whole bot with the sample team, configured for a Slack and a MongoDB that happen to be local. */
export interface Crew extends Persons {
  readonly app: App;
  readonly clock: Clock;
  readonly slack: LocalSlack;
  /** Between the bot and Slack's Web API. */
  readonly gateway: Gateway;
  readonly folder: string;
  /** The channel of the sample team. */
  readonly platform: string;
  /** What was logged as an error: somebody would have to act. */
  readonly errors: readonly string[];
  /** Where `person` and the bot write to each other. */
  readonly directTo: (person: Person) => Promise<string>;
  /** Stops the bot, then Slack and the database; their folder remains. */
  readonly stop: () => Promise<void>;
}

type Persons = Readonly<Record<(typeof names)[number], Person>>;

const names = ['mara', 'tomas', 'aiko', 'ben', 'chloe', 'dev', 'elif', 'femi'] as const;
const workspace = sampleWorkspace(slashCommands, 'UTC');
export const botUserId = workspace.bot.userId;
/** The channel of the sample team. */
export const sampleChannelId = workspace.channels[0]?.id ?? '';
const loopback = '127.0.0.1';
/** One for all crews of a test file: time does not go back when a bot starts again. */
const sharedClock = new RunningClock();

const cleanUps: (() => Promise<unknown>)[] = [];

/** Registers `action` to be run by `cleanUpCrews`, last registered first. */
export function atEndOfTest(action: () => Promise<unknown>): void {
  cleanUps.push(action);
}

/** Stops every crew that the test started and removes their folders; call it in `afterEach`. */
export async function cleanUpCrews(): Promise<void> {
  for (const action of cleanUps.splice(0).toReversed()) await action();
}

export async function crewFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crew-'));
  atEndOfTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The sample team's Slack, kept in `folder`. */
export function startSampleSlack(folder: string): Promise<LocalSlack> {
  return startLocalSlack({
    folder: join(folder, 'slack'),
    seed: workspace,
    port: 0,
    clock: systemClock,
    credentials,
    scopes: botScopes.map(({ scope }) => scope),
    logger: silentLogger,
  });
}

/** The settings by which a bot finds `apiUrl` and `mongoUri`, or its own local store. */
export function settingsFor(
  delivery: Delivery,
  apiUrl: string,
  mongoUri = '',
): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_API_URL: apiUrl,
    ...(delivery === 'http'
      ? { SLACK_SIGNING_SECRET: credentials.signingSecret }
      : { SLACK_APP_TOKEN: credentials.appToken }),
    MONGODB_URI: mongoUri,
    PORT: '0',
  };
}

const howeverSlow = { answerBudgetMs: 60_000, modalBudgetMs: 60_000 };

export async function startCrew(options: CrewOptions = {}): Promise<Crew> {
  const { delivery = 'http', settings = {}, clock = sharedClock } = options;
  const { answerBudgets = howeverSlow } = options;
  const folder = options.folder ?? (await crewFolder());
  const [slack, mongo] = await Promise.all([
    startSampleSlack(folder),
    startLocalMongo({ folder: join(folder, 'mongo'), fsync: false }),
  ]);
  let stopApp = async () => {};
  const stopAll = async () => {
    await stopApp();
    await Promise.all([slack.close(), mongo.close()]);
  };
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll());
  // Before the bot starts: one that cannot start must leave nothing behind that keeps the tests from ending.
  atEndOfTest(stop);
  const errors: string[] = [];
  const environment: Environment = {
    clock,
    random: systemRandom,
    newId: newUuid,
    logger: createLogger('error', { write: (line: string) => errors.push(line) }),
  };
  const gateway = await startGateway(slack.apiUrl);
  atEndOfTest(gateway.close);
  const mongoUri = await (options.mongoUri?.(mongo) ?? mongo.uri);
  const config = readConfig({ ...settingsFor(delivery, gateway.apiUrl, mongoUri), ...settings });
  const app = await createApp(config, environment, { answerBudgets });
  stopApp = () => app.stop();
  await ensureSample({ ...environment, database: app.database, settings: config });
  await options.prepare?.(slack);
  const { port } = await app.start();
  if (delivery === 'http') slack.setRequestUrl(`http://${loopback}:${port}${slackEventsPath}`);

  return {
    ...personsIn(slack),
    app,
    clock,
    slack,
    gateway,
    folder,
    platform: sampleChannelId,
    errors,
    directTo: (person) => person.direct(botUserId),
    stop,
  };
}

/** The sample team's people, in the Slack that runs in this process. */
export function personsIn({ acting }: LocalSlack): Persons {
  return Object.fromEntries(
    names.map((name) => [name, new Person(acting, `U0${name.toUpperCase()}`)]),
  ) as unknown as Persons;
}
