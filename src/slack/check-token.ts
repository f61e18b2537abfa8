import webApi, { type WebClient } from '@slack/web-api';
import { toError } from '../shared/errors.js';
import { botScopes } from './scopes.js';

/** `problem`: Slack's own word for a refusal, such as `invalid_auth`, or what the network said. */
export interface TokenProblem {
  readonly kind: 'refused' | 'unreachable';
  readonly problem: string;
}

export type TokenCheck =
  | {
      readonly kind: 'accepted';
      readonly workspace: string;
      readonly missingScopes: readonly string[];
    }
  | TokenProblem;

/** Asks Slack whom the bot token belongs to and what it may do. */
export function checkToken(token: string, slackApiUrl: string | undefined): Promise<TokenCheck> {
  return ask(token, slackApiUrl, async (client): Promise<TokenCheck> => {
    const { team, response_metadata: metadata } = await client.auth.test();
    const granted = metadata?.scopes ?? [];
    const missingScopes = botScopes
      .map(({ scope }) => scope)
      .filter((scope) => !granted.includes(scope));
    return { kind: 'accepted', workspace: String(team), missingScopes };
  });
}

/** Asks Slack for a Socket Mode connection, and leaves it unused. */
export function checkAppToken(
  token: string,
  slackApiUrl: string | undefined,
): Promise<{ readonly kind: 'accepted' } | TokenProblem> {
  return ask(token, slackApiUrl, async (client) => {
    await client.apps.connections.open();
    return { kind: 'accepted' } as const;
  });
}

async function ask<Answer>(
  token: string,
  slackApiUrl: string | undefined,
  question: (client: WebClient) => Promise<Answer>,
): Promise<Answer | TokenProblem> {
  const client = new webApi.WebClient(token, {
    retryConfig: { retries: 0 },
    timeout: 5_000,
    logLevel: webApi.LogLevel.ERROR,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  });
  try {
    return await question(client);
  } catch (error) {
    return error instanceof webApi.WebAPIPlatformError
      ? { kind: 'refused', problem: error.data.error }
      : { kind: 'unreachable', problem: toError(error).message };
  }
}
