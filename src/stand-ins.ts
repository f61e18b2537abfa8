import { join } from 'node:path';
import type { Config } from './config.js';
import type { Environment } from './environment.js';
import { runningLocalMongo, startLocalMongo } from './local/mongo/index.js';
import { startLocalSlack } from './local/slack/index.js';
import { sampleWorkspace, seedSample } from './local/sample/index.js';
import type { Logger } from './shared/logger.js';
import { seededRandom } from './shared/random.js';
import { createServices, type ServiceDeps } from './services.js';
import { botScopes, slackEventsPath, slashCommands } from './slack/index.js';
import type { SlackDelivery } from './slack/bolt-app.js';

export interface OpenMongo {
  readonly uri: string;
  readonly close: () => Promise<void>;
}

const nothing = async () => {};

/** The configured MongoDB, or the local store: the one that runs already, or else a new one. */
export async function openMongo({ mongo, dataFolder }: Config, logger: Logger): Promise<OpenMongo> {
  if (mongo.kind === 'remote') return { uri: mongo.uri, close: nothing };
  const folder = join(dataFolder, 'mongo');
  const running = await runningLocalMongo(folder);
  if (running !== null) return { uri: running, close: nothing };
  return startLocalMongo({ folder, onWarning: (warning) => logger.warn(warning) });
}

export interface OpenSlack {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly delivery: SlackDelivery;
  readonly listen: { readonly port: number; readonly host?: string };
  readonly pageUrl: string | null;
  /** Tells the workspace where the bot answers. */
  readonly setRequestUrl: (port: number) => void;
  readonly close: () => Promise<void>;
}

/** Secrets that protect nothing: whoever can reach the local workspace can read them here. */
const localCredentials = {
  botToken: 'xoxb-local',
  appToken: 'xapp-local',
  signingSecret: 'local-signing-secret',
};
const loopback = '127.0.0.1';

/** The configured Slack, or the local workspace with the sample team. */
export async function openSlack(
  { slack, port, dataFolder }: Config,
  { clock, logger }: Environment,
): Promise<OpenSlack> {
  if (slack.kind === 'remote') {
    const { botToken, apiUrl, delivery } = slack;
    return {
      botToken,
      apiUrl,
      delivery,
      listen: { port },
      pageUrl: null,
      setRequestUrl: () => {},
      close: nothing,
    };
  }
  const workspace = await startLocalSlack({
    folder: join(dataFolder, 'slack'),
    seed: sampleWorkspace(slashCommands, machineTimeZone()),
    port,
    clock,
    credentials: localCredentials,
    scopes: botScopes.map(({ scope }) => scope),
    logger,
  });
  return {
    botToken: localCredentials.botToken,
    apiUrl: workspace.apiUrl,
    delivery: { kind: 'http', signingSecret: localCredentials.signingSecret },
    listen: { port: 0, host: loopback },
    pageUrl: workspace.pageUrl,
    setRequestUrl: (botPort) =>
      workspace.setRequestUrl(`http://${loopback}:${botPort}${slackEventsPath}`),
    close: () => workspace.close(),
  };
}

function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Nobody is told what the sample team did before the bot ran. */
const silence: ServiceDeps['outbox'] = {
  enqueue: nothing,
  counts: async () => ({}),
  latest: async () => [],
  retry: async () => false,
};

/** Gives an empty database the sample team; one that a crash interrupted is completed. */
export async function ensureSample(deps: Omit<ServiceDeps, 'outbox'>): Promise<void> {
  let now = deps.clock.now();
  const clock = {
    now: () => now,
    set: (instant: Date) => {
      now = instant;
    },
  };
  const services = createServices({ ...deps, clock, outbox: silence });
  await seedSample(services, clock, seededRandom(7), machineTimeZone());
}
