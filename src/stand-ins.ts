import { join } from 'node:path';
import type { Config } from './config.js';
import type { Environment } from './environment.js';
import { runningLocalMongo, startLocalMongo } from './local/mongo/index.js';
import { startLocalSlack } from './local/slack/index.js';
import { sampleWorkspace, seedSample } from './local/sample/index.js';
import { OperationalError, toError } from './shared/errors.js';
import type { Logger } from './shared/logger.js';
import { portFault } from './shared/port-fault.js';
import { seededRandom } from './shared/random.js';
import { createServices, type ServiceDeps } from './services.js';
import { botScopes, slackEventsPath, slashCommands } from './slack/index.js';
import type { SlackDelivery } from './slack/bolt-app.js';

export interface OpenMongo {
  readonly uri: string;
  /** False for the local store of another process, which ends with that process. */
  readonly isOurs: boolean;
  /** Resolves when the local store has ended although nobody closed it. */
  readonly stopped: Promise<void>;
  readonly close: () => Promise<void>;
}

const nothing = async () => {};
const never = new Promise<void>(() => {});

/** The configured MongoDB, or the local store: the one that runs already, or else a new one. */
export async function openMongo({ mongo, dataFolder }: Config, logger: Logger): Promise<OpenMongo> {
  if (mongo.kind === 'remote') {
    return { uri: mongo.uri, isOurs: true, stopped: never, close: nothing };
  }
  const folder = join(dataFolder, 'mongo');
  try {
    const running = await runningLocalMongo(folder);
    if (running !== null) return { uri: running, isOurs: false, stopped: never, close: nothing };
    const onWarning = (warning: string) => logger.warn(warning);
    return { ...(await startLocalMongo({ folder, onWarning })), isOurs: true };
  } catch (error) {
    throw dataFolderFault(error, dataFolder);
  }
}

function dataFolderFault(thrown: unknown, dataFolder: string): OperationalError {
  const reason = toError(thrown).message;
  return new OperationalError(
    `The data folder ${dataFolder} cannot be used: ${reason}. Mend that, or set CREWCHIEF_DATA to another folder.`,
    { cause: thrown },
  );
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
  }).catch((error: unknown) => {
    throw portFault(error, port) ?? dataFolderFault(error, dataFolder);
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
  cancel: nothing,
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
