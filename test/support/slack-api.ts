import type { LocalSlack } from '../../src/local/slack/index.js';
import { credentials } from './local-slack.js';

export interface ApiAnswer {
  readonly ok: boolean;
  readonly error?: string;
  /** Of HTTP. */
  readonly status: number;
  readonly [field: string]: unknown;
}

export type CallApi = (method: string, args?: object) => Promise<ApiAnswer>;

/** Calls the Web API as the app does, with the bot's token unless another (or none) is given. */
export function apiOf(
  slack: Pick<LocalSlack, 'apiUrl'>,
  token: string | null = credentials.botToken,
): CallApi {
  return async (method, args = {}) => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(args),
    });
    return { ...((await response.json()) as ApiAnswer), status: response.status };
  };
}
