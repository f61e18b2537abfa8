import { join } from 'node:path';
import type { Config } from '../config.js';
import type { Environment } from '../environment.js';
import { sampleWorkspace } from '../local/sample/index.js';
import { startLocalSlack } from '../local/slack/index.js';
import { portFault } from '../shared/port-fault.js';
import { botScopes, slackEventsPath, slashCommands } from '../slack/index.js';
import type { SlackDelivery } from '../slack/bolt-app.js';
import { dataFolderFault } from './data-folder-fault.js';
import { ensureFolder } from './ensure-folder.js';
import { machineTimeZone } from './machine-time-zone.js';

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
      close: async () => {},
    };
  }
  const folder = join(dataFolder, 'slack');
  const start = async () => {
    ensureFolder(folder);
    return startLocalSlack({
      folder,
      seed: sampleWorkspace(slashCommands, machineTimeZone()),
      port,
      clock,
      credentials: localCredentials,
      scopes: botScopes.map(({ scope }) => scope),
      logger,
    });
  };
  const workspace = await start().catch((error: unknown) => {
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
