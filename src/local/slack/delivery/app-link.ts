import type { Timings } from '../options.js';
import type { Platform } from '../platform.js';
import type { Delivery, Envelope } from './envelope.js';
import { deliverOverHttp } from './http-delivery.js';
import { SocketMode } from './socket-mode.js';

/** The way to the app: an open Socket Mode connection, else its request URL. */
export class AppLink {
  readonly sockets: SocketMode;
  #requestUrl: string | null = null;
  readonly #onReachable: (() => void)[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly timings: Timings,
  ) {
    this.sockets = new SocketMode(platform.options.seed.bot.appId, () => this.#announce());
  }

  get isReachable(): boolean {
    return this.sockets.isConnected || this.#requestUrl !== null;
  }

  /** Calls `listener` whenever an address or a connection becomes available. */
  whenReachable(listener: () => void): void {
    this.#onReachable.push(listener);
  }

  setRequestUrl(url: string | null): void {
    this.#requestUrl = url;
    if (url !== null) this.#announce();
  }

  async deliver(envelope: Envelope): Promise<Delivery> {
    const withinMs = this.timings.acknowledgeWithinMs;
    const overSocket = await this.sockets.deliver(envelope, withinMs);
    if (overSocket) return overSocket;
    if (this.#requestUrl === null) return { kind: 'failed', reason: 'connection_failed' };
    return deliverOverHttp(this.#requestUrl, envelope, this.platform, withinMs);
  }

  #announce(): void {
    for (const listener of this.#onReachable) listener();
  }
}
