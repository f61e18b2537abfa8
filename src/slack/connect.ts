import webApi from '@slack/web-api';
import { setTimeout as wait } from 'node:timers/promises';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { BoltApp } from './bolt-app.js';

const tries = 12;
const waitMs = 5_000;

/**
 * Starts `bolt`, waiting up to a minute for a Slack that cannot be reached.
 * @throws with a remedy when Slack refuses the token.
 */
export async function connectToSlack(bolt: BoltApp, logger: Logger): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bolt.start();
    } catch (thrown) {
      const refusal = refusalIn(thrown);
      if (refusal !== null) {
        throw new Error(
          `Slack refuses the connection: ${refusal}. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that the app is installed with the scopes of manifest.yml.`,
          { cause: thrown },
        );
      }
      if (attempt === tries) {
        throw new Error('Slack cannot be reached. Check SLACK_API_URL and the network.', {
          cause: thrown,
        });
      }
      logger.warn({ err: toError(thrown), attempt }, 'Slack cannot be reached yet; trying again');
      await wait(waitMs);
    }
  }
}

/** Slack's own word for a refusal that no waiting will mend. */
function refusalIn(thrown: unknown): string | null {
  if (thrown instanceof webApi.WebAPIPlatformError) return thrown.data.error;
  return thrown instanceof Error && thrown.cause !== undefined ? refusalIn(thrown.cause) : null;
}
