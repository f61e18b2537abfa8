import webApi from '@slack/web-api';
import { toError } from '../shared/errors.js';
import { botScopes } from './scopes.js';

export type TokenCheck =
  | {
      readonly kind: 'accepted';
      readonly workspace: string;
      readonly missingScopes: readonly string[];
    }
  | { readonly kind: 'refused' | 'unreachable'; readonly problem: string };

/** Asks Slack whom the token belongs to and what it may do. */
export async function checkToken(
  token: string,
  slackApiUrl: string | undefined,
): Promise<TokenCheck> {
  const client = new webApi.WebClient(token, {
    retryConfig: { retries: 0 },
    timeout: 5_000,
    logLevel: webApi.LogLevel.ERROR,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  });
  try {
    const { team, response_metadata: metadata } = await client.auth.test();
    const granted = metadata?.scopes ?? [];
    const missingScopes = botScopes
      .map(({ scope }) => scope)
      .filter((scope) => !granted.includes(scope));
    return { kind: 'accepted', workspace: String(team), missingScopes };
  } catch (error) {
    return error instanceof webApi.WebAPIPlatformError
      ? { kind: 'refused', problem: error.data.error }
      : { kind: 'unreachable', problem: toError(error).message };
  }
}
