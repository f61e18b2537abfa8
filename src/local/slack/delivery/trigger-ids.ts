import type { Clock } from '../../../shared/clock.js';
import { newToken } from '../ids.js';
import { SlackError } from '../web-api/slack-error.js';

/** @see https://docs.slack.dev/interactivity/handling-user-interaction */
const LIFETIME_MS = 3_000;
/** How long an expired one is still told from an invented one. */
const REMEMBERED_MS = 60_000;

interface Trigger {
  readonly userId: string;
  readonly expiresAt: number;
  exchanged: boolean;
}

/** Permissions to open a modal for a member: single-use, gone after three seconds. */
export class TriggerIds {
  readonly #triggers = new Map<string, Trigger>();

  constructor(private readonly clock: Clock) {}

  issue(userId: string): string {
    const now = this.clock.now().getTime();
    for (const [old, { expiresAt }] of this.#triggers) {
      if (expiresAt < now - REMEMBERED_MS) this.#triggers.delete(old);
    }
    const id = `${now}.${newToken(12)}`;
    this.#triggers.set(id, { userId, expiresAt: now + LIFETIME_MS, exchanged: false });
    return id;
  }

  /** The member who may be shown a modal. Throws `expired_`, `exchanged_` or `invalid_trigger_id`. */
  exchange(id: string): string {
    const trigger = this.#triggers.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.exchanged) throw new SlackError('exchanged_trigger_id');
    if (this.clock.now().getTime() > trigger.expiresAt) throw new SlackError('expired_trigger_id');
    trigger.exchanged = true;
    return trigger.userId;
  }
}
