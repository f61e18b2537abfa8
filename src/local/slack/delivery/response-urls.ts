import type { Clock } from '../../../shared/clock.js';
import { newToken } from '../ids.js';
import { SlackError } from '../web-api/slack-error.js';
import type { ResponseUrl } from '../workspace/model.js';
import type { Table } from '../workspace/store.js';

/** @see https://docs.slack.dev/interactivity/handling-user-interaction */
const USES = 5;
const LIFETIME_MS = 30 * 60 * 1000;

/** Addresses at which the app may answer an interaction: five times within half an hour. */
export class ResponseUrls {
  constructor(
    private readonly table: Table<ResponseUrl>,
    private readonly clock: Clock,
    private readonly origin: () => string,
  ) {}

  issue(place: Pick<ResponseUrl, 'userId' | 'channelId' | 'originalTs' | 'threadTs'>): string {
    const now = this.clock.now().getTime();
    for (const old of this.table.values()) if (old.expiresAt < now) this.table.remove(old.token);
    const token = newToken();
    this.table.put(token, { ...place, token, usesLeft: USES, expiresAt: now + LIFETIME_MS });
    return `${this.origin()}/response/${token}`;
  }

  /** Counts one use. Throws `expired_url` or `used_url`. */
  use(token: string): ResponseUrl {
    const url = this.table.get(token);
    if (!url || url.expiresAt < this.clock.now().getTime()) throw new SlackError('expired_url');
    if (url.usesLeft === 0) throw new SlackError('used_url');
    this.table.put(token, { ...url, usesLeft: url.usesLeft - 1 });
    return url;
  }
}
