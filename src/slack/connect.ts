import webApi from '@slack/web-api';
import { setTimeout as wait } from 'node:timers/promises';
import { OperationalError, toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { portFault } from '../shared/port-fault.js';
import type { BoltApp } from './bolt-app.js';

/** How often Slack is tried, and how long is waited in between. */
export interface SlackPatience {
  readonly tries: number;
  readonly waitMs: number;
}

const aboutAMinute: SlackPatience = { tries: 12, waitMs: 5_000 };

/**
 * Starts `bolt`, by default waiting up to a minute for a Slack that cannot be reached.
 * @throws OperationalError when Slack refuses the token or stays away, or `port` cannot be had.
 */
export async function connectToSlack(
  bolt: Pick<BoltApp, 'start'>,
  port: number,
  logger: Logger,
  { tries, waitMs }: SlackPatience = aboutAMinute,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bolt.start();
    } catch (thrown) {
      const fault = portFault(thrown, port);
      if (fault !== null) throw fault;
      const refusal = refusalIn(thrown);
      if (refusal !== null) {
        throw new OperationalError(
          `Slack refuses the connection: ${refusal}. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that the app is installed with the scopes of manifest.yml.`,
          { cause: thrown },
        );
      }
      if (attempt === tries) {
        throw new OperationalError(
          'Slack cannot be reached. Check SLACK_API_URL and the network.',
          {
            cause: thrown,
          },
        );
      }
      const reason = toError(thrown).message;
      logger.warn({ reason, attempt, tries }, 'Slack cannot be reached yet; trying again');
      await wait(waitMs);
    }
  }
}

/** Slack's own word for a refusal that no waiting will mend. */
function refusalIn(thrown: unknown): string | null {
  if (thrown instanceof webApi.WebAPIPlatformError) return thrown.data.error;
  return thrown instanceof Error && thrown.cause !== undefined ? refusalIn(thrown.cause) : null;
}
