import type { Config } from '../config.js';
import { checkAppToken, checkToken, type TokenProblem } from '../slack/check-token.js';
import type { Finding } from './finding.js';

/** Whether Slack takes the tokens, and lets the bot do what it has to. */
export async function checkSlack({ slack, port }: Config): Promise<readonly Finding[]> {
  if (slack.kind === 'local') {
    const detail = `the local workspace is used; while the bot runs: http://127.0.0.1:${port}/`;
    return [{ check: 'Slack', state: 'ok', detail }];
  }
  const { botToken, apiUrl, delivery } = slack;
  return Promise.all([
    checkBot(botToken, apiUrl),
    ...(delivery.kind === 'socket' ? [checkSocketMode(delivery.appToken, apiUrl)] : []),
  ]);
}

async function checkBot(token: string, apiUrl: string | undefined): Promise<Finding> {
  const check = 'Slack';
  const result = await checkToken(token, apiUrl);
  if (result.kind !== 'accepted') {
    return { check, state: 'fault', detail: problemOf(result, 'SLACK_BOT_TOKEN', botTokenRemedy) };
  }
  if (result.missingScopes.length > 0) {
    const detail = `the token lacks ${result.missingScopes.join(', ')}; install the app again with manifest.yml`;
    return { check, state: 'fault', detail };
  }
  return { check, state: 'ok', detail: `connected to ${result.workspace}, with all scopes` };
}

async function checkSocketMode(token: string, apiUrl: string | undefined): Promise<Finding> {
  const check = 'Socket Mode';
  const result = await checkAppToken(token, apiUrl);
  if (result.kind === 'accepted') {
    return { check, state: 'ok', detail: 'Slack takes the app token and offers a connection' };
  }
  const detail = problemOf(result, 'SLACK_APP_TOKEN', appTokenRemedy(result.problem));
  return { check, state: 'fault', detail };
}

function problemOf({ kind, problem }: TokenProblem, token: string, remedy: string): string {
  return kind === 'refused'
    ? `Slack refuses ${token}: ${problem}. ${remedy}`
    : `Slack cannot be reached: ${problem}. Check SLACK_API_URL and the network.`;
}

const botTokenRemedy =
  'Copy the Bot User OAuth Token again (Settings, "OAuth & Permissions"), after installing the app anew where it was removed.';

/** @see https://docs.slack.dev/reference/methods/apps.connections.open */
function appTokenRemedy(problem: string): string {
  const page = 'Basic Information, "App-Level Tokens"';
  switch (problem) {
    case 'missing_scope':
      return `Make a token with the scope connections:write (${page}).`;
    case 'not_allowed_token_type':
      return `It takes an app-level token, xapp-… (${page}), not the bot's.`;
    case 'invalid_auth':
    case 'not_authed':
    case 'token_revoked':
    case 'token_expired':
      return `Copy the token again, or make a new one (${page}).`;
    default:
      return 'Check that Socket Mode is switched on for the app (Settings, "Socket Mode").';
  }
}
