import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { LocalSlack } from '../../src/local/slack/index.js';
import { atEnd, credentials } from './local-slack.js';

/** A real Bolt app that `slack` delivers to over signed HTTP. */
export async function startBoltApp(slack: LocalSlack): Promise<App> {
  const receiver = new HTTPReceiver({
    signingSecret: credentials.signingSecret,
    port: 0,
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: credentials.botToken,
    receiver,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
    convoStore: false,
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  const server = (await app.start()) as unknown as { address(): AddressInfo };
  atEnd(() => app.stop());
  slack.setRequestUrl(`http://127.0.0.1:${server.address().port}/slack/events`);
  return app;
}
