import { join } from 'node:path';
import type { BotDeps } from './bot-deps.js';
import { projectRoot } from './shared/project-root.js';
import { connectToSlack, createRenderer, HealthServer, InFlight } from './slack/index.js';
import { type OpenSlack, openSlack } from './stand-ins/open-slack.js';
import { startWeb } from './web.js';
import { startWorker, type Wakers } from './worker.js';

export interface RunningBot {
  /** Where the local Slack workspace is shown, when that is used. */
  readonly pageUrl: string | null;
  /** Where Slack's requests and health checks are answered. */
  readonly port: number;
}

/**
 * Connects the services with Slack and with time, as far as the process's role goes. What it opens
 * is added to `closers`.
 */
export async function startBot(deps: BotDeps): Promise<RunningBot & Wakers> {
  const { config, environment, closers } = deps;
  const slack = await openSlack(config, environment);
  closers.add('the local Slack workspace', slack.close);
  const renderer = createRenderer(join(projectRoot, 'templates'));
  const inFlight = new InFlight();
  const port = await (config.role === 'worker'
    ? answerHealthChecks(deps, slack)
    : startWeb(deps, slack, renderer, inFlight));
  const wakers =
    config.role === 'web' ? nobodyToWake : await startWorker(deps, slack, renderer, inFlight);
  return { pageUrl: slack.pageUrl, port, ...wakers };
}

/** The workers look at the queues by themselves. */
const nobodyToWake: Wakers = { wakeDelivery: () => {}, wakeWork: () => {} };

function answerHealthChecks(
  { environment, database, closers }: BotDeps,
  { listen }: OpenSlack,
): Promise<number> {
  const health = new HealthServer(database.ping);
  closers.add('the health checks', () => health.stop());
  return connectToSlack({ start: () => health.start(listen) }, listen.port, environment.logger);
}
