import type { SettingsReader } from './settings-reader.js';

/** The local workspace, or a Slack and how its requests arrive. */
export type SlackConfig =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'remote';
      readonly botToken: string;
      readonly apiUrl: string | undefined;
      readonly delivery:
        | { readonly kind: 'http'; readonly signingSecret: string }
        | { readonly kind: 'socket'; readonly appToken: string };
    };

export function readSlack(read: SettingsReader): SlackConfig {
  const botToken = read.value('SLACK_BOT_TOKEN');
  const signingSecret = read.value('SLACK_SIGNING_SECRET');
  const appToken = read.value('SLACK_APP_TOKEN');
  const apiUrl = read.value('SLACK_API_URL');
  if (botToken === '') {
    const stray = (['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL'] as const).filter(
      (name) => read.value(name) !== '',
    );
    read.check(
      stray.length === 0,
      `${stray.join(' and ')} ${stray.length === 1 ? 'is' : 'are'} set without SLACK_BOT_TOKEN. Set the bot token too, or none of them for the local workspace.`,
    );
    return { kind: 'local' };
  }
  read.check(
    botToken.startsWith('xoxb-'),
    'SLACK_BOT_TOKEN must begin with xoxb- (OAuth & Permissions, "Bot User OAuth Token").',
  );
  read.check(
    signingSecret !== '' || appToken !== '',
    'SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (delivery over HTTP) nor SLACK_APP_TOKEN (Socket Mode). Set one of them.',
  );
  read.check(
    signingSecret === '' || appToken === '',
    'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both set. Slack delivers one way: keep the one that the app uses.',
  );
  read.check(
    appToken === '' || appToken.startsWith('xapp-'),
    'SLACK_APP_TOKEN must begin with xapp- (Basic Information, "App-Level Tokens").',
  );
  read.check(
    apiUrl === '' || /^https?:\/\/.+/.test(apiUrl),
    `SLACK_API_URL is "${apiUrl}"; it takes an http or https address.`,
  );
  return {
    kind: 'remote',
    botToken,
    apiUrl: apiUrl === '' ? undefined : apiUrl,
    delivery: appToken === '' ? { kind: 'http', signingSecret } : { kind: 'socket', appToken },
  };
}
