import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { newToken } from '../ids.js';
import { isJsonObject, parseJsonObject, textOf } from '../json.js';
import type { Delivery, Envelope } from './envelope.js';

export type DisconnectReason = 'warning' | 'refresh_requested';

const PING_EVERY_MS = 10_000;
const CLOSE_AFTER_MS = 10_000;

/** Socket Mode connections of the app. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
export class SocketMode {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #open = new Set<WebSocket>();
  readonly #awaited = new Map<string, (delivery: Delivery) => void>();
  readonly #pings: NodeJS.Timeout;

  constructor(
    private readonly appId: string,
    private readonly onConnected: () => void,
  ) {
    this.#pings = setInterval(() => {
      for (const socket of this.#server.clients) socket.ping();
    }, PING_EVERY_MS).unref();
  }

  get isConnected(): boolean {
    return this.#open.size > 0;
  }

  /** Admits one connection; part of the address that `apps.connections.open` answers. */
  issueTicket(): string {
    const ticket = newToken();
    this.#tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/socket' || !this.#tickets.delete(url.searchParams.get('ticket') ?? '')) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket));
  }

  /** Sends to one of the open connections; undefined when none took it. */
  async deliver(envelope: Envelope, withinMs: number): Promise<Delivery | undefined> {
    const socket = [...this.#open].find(({ readyState, OPEN }) => readyState === OPEN);
    if (!socket) return undefined;
    this.#open.delete(socket);
    this.#open.add(socket);
    const envelopeId = newToken();
    const answer = new Promise<Delivery>((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'timed_out' }), withinMs);
      this.#awaited.set(envelopeId, (delivery) => {
        clearTimeout(timer);
        resolve(delivery);
      });
    });
    socket.send(
      JSON.stringify({
        envelope_id: envelopeId,
        type: envelope.type,
        payload: envelope.payload,
        accepts_response_payload: envelope.type !== 'events_api',
        ...(envelope.type === 'events_api' && {
          retry_attempt: envelope.retry?.number ?? 0,
          retry_reason: envelope.retry?.reason ?? '',
        }),
      }),
    );
    return answer.finally(() => this.#awaited.delete(envelopeId));
  }

  /** Asks every connection to be replaced; no more is sent on the present ones. */
  disconnect(reason: DisconnectReason): void {
    for (const socket of this.#open) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
      setTimeout(() => socket.close(), CLOSE_AFTER_MS).unref();
    }
    this.#open.clear();
  }

  close(): void {
    clearInterval(this.#pings);
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => this.#receive((data as Buffer).toString()));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.size,
        connection_info: { app_id: this.appId },
        debug_info: { host: 'local', approximate_connection_time: 18_060 },
      }),
    );
    this.onConnected();
  }

  #receive(text: string): void {
    const acknowledgement = parseJsonObject(text);
    const payload = acknowledgement?.['payload'];
    const body = isJsonObject(payload) && Object.keys(payload).length > 0 ? payload : undefined;
    this.#awaited.get(textOf(acknowledgement?.['envelope_id']))?.({ kind: 'acknowledged', body });
  }
}
