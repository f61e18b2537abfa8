import type { Server } from 'node:http';
import bolt, { type App } from '@slack/bolt';
import type { Logger } from '../shared/logger.js';
import { boltLogger } from './bolt-logger.js';
import { healthRoutes, type HealthCheck } from './health-routes.js';
import { HealthServer } from './health-server.js';
import type { InFlight } from './in-flight.js';

/** How Slack's requests reach the bot. */
export type SlackDelivery =
  | { readonly kind: 'http'; readonly signingSecret: string }
  | { readonly kind: 'socket'; readonly appToken: string };

export interface BoltAppOptions {
  readonly botToken: string;
  /** Another Slack-compatible server; undefined for Slack itself. */
  readonly apiUrl: string | undefined;
  readonly delivery: SlackDelivery;
  /** Where Slack's requests (over HTTP) and health checks are answered. */
  readonly listen: { readonly port: number; readonly host?: string };
  readonly healthCheck: HealthCheck;
  readonly logger: Logger;
  readonly inFlight: InFlight;
}

export interface BoltApp {
  readonly app: App;
  /** Verifies the token and begins to receive. @returns the port that it listens on. */
  readonly start: () => Promise<number>;
  /** Takes no new requests and resolves when those under way have been answered. */
  readonly stop: () => Promise<void>;
}

export const slackEventsPath = '/slack/events';

/** A Bolt app whose every request is counted as work under way. */
export function createBoltApp(options: BoltAppOptions): BoltApp {
  const logger = boltLogger(options.logger);
  const receiver = createReceiver(options);
  const app = new bolt.App({
    token: options.botToken,
    receiver: receiver.receiver,
    deferInitialization: true,
    convoStore: false,
    clientOptions: clientOptions(options.apiUrl),
    logger,
  });
  app.use(async ({ next }) => options.inFlight.track(next()));
  app.error(async (error) => {
    options.logger.error({ err: error }, 'a request from Slack failed outside its handler');
  });
  const stop = async () => {
    await receiver.stop();
    await options.inFlight.idle();
  };
  let stopping: Promise<void> | undefined;
  return {
    app,
    async start() {
      await app.init();
      return receiver.start();
    },
    stop: () => (stopping ??= stop()),
  };
}

/** Fresh for each use: Bolt's receivers write into the object that they are given. */
function clientOptions(apiUrl: string | undefined) {
  return {
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
    timeout: 5_000,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

function createReceiver(options: BoltAppOptions) {
  const { delivery, listen, apiUrl } = options;
  const logger = boltLogger(options.logger);
  if (delivery.kind === 'http') {
    const { signingSecret } = delivery;
    const receiver = new bolt.HTTPReceiver({
      signingSecret,
      endpoints: [slackEventsPath],
      customRoutes: healthRoutes(options.healthCheck),
      logger,
    });
    return {
      receiver,
      start: async () => portOf(await receiver.start(listen)),
      stop: () => receiver.stop(),
    };
  }
  const receiver = new bolt.SocketModeReceiver({
    appToken: delivery.appToken,
    installerOptions: { clientOptions: clientOptions(apiUrl) },
    logger,
  });
  const health = new HealthServer(options.healthCheck);
  return {
    receiver,
    start: async () => {
      const port = await health.start(listen);
      await receiver.start();
      return port;
    },
    stop: async () => {
      await receiver.stop();
      await receiver.client.disconnect();
      await health.stop();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
