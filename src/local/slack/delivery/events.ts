import { newSlackId } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { Timings } from '../options.js';
import type { Platform } from '../platform.js';
import type { PendingEvent } from '../workspace/model.js';
import type { AppLink } from './app-link.js';
import type { Delivery } from './envelope.js';
import { VERIFICATION_TOKEN } from './payloads.js';

/**
 * Events on their way to the app. An unacknowledged one is repeated; those that a stop or a crash
 * interrupted are taken up again when the app can be reached.
 */
export class Events {
  readonly #underWay = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(
    private readonly platform: Platform,
    private readonly link: AppLink,
    private readonly timings: Timings,
  ) {
    link.whenReachable(() => this.#resume());
  }

  send(event: JsonObject): void {
    const { team, bot } = this.platform.options.seed;
    const id = newSlackId('Ev');
    const envelope: JsonObject = {
      token: VERIFICATION_TOKEN,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: bot.appId,
      event,
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(this.platform.workspace.clock.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: bot.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${id}`,
    };
    const pending: PendingEvent = { id, envelope, attempt: 0 };
    this.platform.workspace.store.pendingEvents.put(id, pending);
    if (this.link.isReachable) this.#start(pending);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #resume(): void {
    for (const event of this.platform.workspace.store.pendingEvents.values()) {
      if (!this.#underWay.has(event.id)) this.#start(event);
    }
  }

  #start(event: PendingEvent, reason?: string): void {
    this.#underWay.add(event.id);
    this.#attempt(event, reason).catch((error: unknown) =>
      this.platform.logger.error({ err: error, eventId: event.id }, 'an event was not delivered'),
    );
  }

  async #attempt(event: PendingEvent, reason = 'http_timeout'): Promise<void> {
    const { pendingEvents } = this.platform.workspace.store;
    const retry = event.attempt > 0 ? { retry: { number: event.attempt, reason } } : {};
    const delivery = await this.link.deliver({
      type: 'events_api',
      payload: event.envelope,
      ...retry,
    });
    if (this.#closed) return;
    const delay = this.timings.eventRetryDelaysMs[event.attempt];
    if (delivery.kind === 'acknowledged' || delay === undefined) {
      pendingEvents.remove(event.id);
      this.#underWay.delete(event.id);
      return;
    }
    const next: PendingEvent = { ...event, attempt: event.attempt + 1 };
    pendingEvents.put(event.id, next);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#start(next, retryReason(delivery));
    }, delay).unref();
    this.#timers.add(timer);
  }
}

function retryReason(delivery: Exclude<Delivery, { kind: 'acknowledged' }>): string {
  return delivery.kind === 'timed_out' ? 'http_timeout' : delivery.reason;
}
